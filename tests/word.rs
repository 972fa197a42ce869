//! Word documents: what is read of them, and that comments and changes leave everything else as it was.
//!
//! `SNAPSHOTS=overwrite cargo test --test word` writes what is read of the documents in `tests/docx` anew.

#[path = "word/package.rs"]
mod package;

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use copydesk::manuscripts::{self, Note, Refusal, annotate, track};
use copydesk::model::{Edit, Format, Manuscript, Source, Span};
use copydesk::readers::{self, FieldNames};
use package::{cases, pack, part, unzipped, zipped};
use regex::Regex;
use snapbox::IntoData as _;

fn read(file: &[u8]) -> (String, Manuscript) {
    manuscripts::read(file.into(), Format::Docx).expect("it is a document")
}

fn refusal(file: &[u8], format: Format) -> Refusal {
    manuscripts::read(file.into(), format).expect_err("it is refused")
}

#[test]
fn everything_that_is_printed_is_read() {
    for case in cases() {
        let (text, manuscript) = read(&pack(&case));
        let source = Source::manuscript_file("draft.docx", text, manuscript);
        let reading = readers::read(&source, Format::Docx, &FieldNames::default());
        let mut dump = String::new();
        for block in &reading.blocks {
            let (line, shape) = (source.position(block.span.start).line, &block.shape);
            _ = writeln!(dump, "{line} {} {:?}", block.kind.name(), reading.text.slice(block.passage));
            for (link, target) in shape.links.iter().zip(&shape.targets) {
                _ = writeln!(dump, "    link {:?} to {target}", reading.text.slice(*link));
            }
            shape.bold.iter().for_each(|bold| _ = writeln!(dump, "    bold {:?}", reading.text.slice(*bold)));
        }
        for comment in &reading.comments {
            _ = writeln!(dump, "comment {:?} on {:?}", comment.text, source.slice(comment.span));
        }
        let expected = snapbox::Data::read_from(&case.join("reading"), None);
        snapbox::Assert::new().action_env("SNAPSHOTS").eq(dump.into_data().raw(), expected.raw());
    }
}

/// Every stretch of a document's text that begins and ends between two letters, thinned out.
fn stretches(text: &str) -> Vec<Span> {
    let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).filter(|at| at % 3 != 1).collect();
    let of_length =
        |length: usize| edges.windows(length + 1).step_by(5).map(move |edges| Span::new(edges[0], edges[length]));
    [1, 4, 11].into_iter().flat_map(of_length).filter(|span| !text[span.range()].contains('\n')).collect()
}

#[test]
fn a_comment_stands_on_its_words_and_changes_nothing_else() {
    for case in cases() {
        let file = pack(&case);
        let (text, manuscript) = read(&file);
        for span in stretches(&text) {
            let note = Note { span, text: "note: <who> & why\nsecond line".to_owned() };
            let annotated = annotate(&file, std::slice::from_ref(&note)).expect("it can be annotated");
            let (again, noted) = read(&annotated);
            assert_eq!(again, text, "{}: {span:?}", case.display());
            let comment = noted.comments.last().expect("the comment is there");
            assert_eq!(comment.text, note.text);
            let is_aside = noted.paragraphs.iter().any(|paragraph| {
                paragraph.span.contains(span) && format!("{:?}", paragraph.setting).contains(['B', 'N'])
            });
            assert!(is_aside || comment.span == span, "{}: {span:?} is at {:?}", case.display(), comment.span);
            for (name, bytes) in unzipped(&file).into_iter().filter(|(name, _)| is_left_alone(name)) {
                assert_eq!(
                    unzipped(&annotated).iter().find(|(other, _)| *other == name).map(|(_, bytes)| bytes),
                    Some(&bytes)
                );
            }
            let texts = |comments: &[copydesk::model::Comment]| -> Vec<_> {
                comments.iter().map(|comment| (comment.text.clone(), comment.span)).collect()
            };
            assert_eq!(texts(&noted.comments[..manuscript.comments.len()]), texts(&manuscript.comments));
            assert_eq!(
                annotate(&annotated.into(), &[note]).map(|file| read(&file).1.comments.len()),
                Ok(noted.comments.len())
            );
        }
    }
}

fn is_left_alone(name: &str) -> bool {
    !["word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"].contains(&name)
}

#[test]
fn many_comments_stand_side_by_side_and_across_paragraphs() {
    for case in cases() {
        let file = pack(&case);
        let (text, manuscript) = read(&file);
        let spans: Vec<Span> = manuscript.paragraphs.iter().map(|paragraph| paragraph.span).collect();
        let notes = spans.windows(2).map(|pair| Note { span: pair[0].cover(pair[1]), text: "across".to_owned() });
        let notes: Vec<Note> = notes
            .chain(stretches(&text).into_iter().step_by(7).map(|span| Note { span, text: "on words".to_owned() }))
            .collect();
        let annotated = annotate(&file, &notes).expect("it can be annotated");
        assert_eq!(read(&annotated).0, text);
        let xml = part(&annotated, "word/document.xml");
        let count = |mark: &str| xml.matches(mark).count();
        assert_eq!(count("<w:commentRangeStart"), count("<w:commentRangeEnd"));
        assert_eq!(count("<w:commentRangeStart"), count("<w:commentReference"));
    }
}

#[test]
fn a_tracked_change_reads_as_the_text_after_it_and_gives_back_the_text_before() {
    for case in cases() {
        let file = pack(&case);
        let (text, _) = read(&file);
        for span in stretches(&text) {
            for replacement in ["", "new & <old> "] {
                let edit = Edit { span, replacement: replacement.to_owned() };
                let tracked: Arc<[u8]> = track(&file, &[edit]).expect("it can be changed").into();
                let expected = format!("{}{replacement}{}", &text[..span.start], &text[span.end..]);
                assert_eq!(read(&tracked).0, expected, "{}: {span:?}", case.display());
                assert_eq!(read(&rejected(&tracked)).0, text, "{}: {span:?}", case.display());
            }
        }
    }
}

/// The document with copydesk's changes taken back.
fn rejected(file: &[u8]) -> Arc<[u8]> {
    let parts = unzipped(file).into_iter().map(|(name, bytes)| {
        if !name.ends_with(".xml") {
            return (name, bytes);
        }
        let mut xml = String::from_utf8(bytes).expect("it is text");
        let del = Regex::new(r#"(?s)<w:del [^>]*author="copydesk">(?<words>.*?)</w:del>"#).expect("it is valid");
        while let Some(found) = del.captures(&xml) {
            let words = found["words"].replace("w:delText", "w:t");
            xml.replace_range(found.get(0).expect("a match").range(), &words);
        }
        let ins = Regex::new(r#"(?s)<w:ins [^>]*author="copydesk">.*?</w:ins>|<w:del [^>]*author="copydesk"/>"#);
        (name, ins.expect("it is valid").replace_all(&xml, "").into_owned().into_bytes())
    });
    zipped(&parts.collect::<Vec<_>>())
}

#[test]
fn a_paragraph_that_goes_takes_its_end_along() {
    let file = pack(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/docx/fixable"));
    let (text, manuscript) = read(&file);
    for paragraph in &manuscript.paragraphs[..manuscript.paragraphs.len() - 1] {
        let span = Span::new(paragraph.span.start, paragraph.span.end + 1);
        let tracked = track(&file, &[Edit { span, replacement: String::new() }]).expect("it can be changed");
        assert_eq!(read(&tracked).0, format!("{}{}", &text[..span.start], &text[span.end..]));
        assert_eq!(read(&rejected(&tracked)).0, text);
    }
}

#[test]
fn what_is_no_document_is_called_what_it_is() {
    let names = |file: &[u8]| refusal(file, Format::Docx).message;
    let compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(names(&compound).contains("Word 97"));
    assert!(names(&[&compound[..], &locked].concat()).contains("password"));
    assert!(names(b"{\\rtf1 Ferry}").contains("rich text"));
    assert!(names(b"Ferry late").contains("no .docx file"));
    assert!(names(&zipped(&[("a.txt".to_owned(), b"a".to_vec())])).contains("no word/document.xml"));
    let file = pack(&cases()[0]);
    assert!(names(&file[..file.len() / 2]).contains("no .docx file"));
    let many: Vec<(String, Vec<u8>)> = (0..10_001).map(|index| (format!("{index}.xml"), Vec::new())).collect();
    assert!(names(&zipped(&many)).contains("10001 files"));
    let bomb = vec![b' '; (64 << 20) + 1];
    assert!(names(&zipped(&[("word/document.xml".to_owned(), bomb)])).contains("larger than 64 MiB"));
    let manifest = ("META-INF/manifest.xml".to_owned(), b"<manifest:encryption-data/>".to_vec());
    assert!(refusal(&zipped(&[manifest]), Format::Odt).message.contains("password"));
}

#[test]
fn broken_xml_gives_what_can_be_read_and_never_falls_over() {
    let file = pack(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/docx/everything"));
    let xml = part(&file, "word/document.xml");
    for end in (0..xml.len()).step_by(97).filter(|end| xml.is_char_boundary(*end)) {
        let parts = unzipped(&file).into_iter().map(|(name, bytes)| match name.as_str() {
            "word/document.xml" => (name, xml.as_bytes()[..end].to_vec()),
            _ => (name, bytes),
        });
        let broken = zipped(&parts.collect::<Vec<_>>());
        let (text, manuscript) = read(&broken);
        let source = Source::manuscript_file("draft.docx", text.clone(), manuscript);
        readers::read(&source, Format::Docx, &FieldNames::default());
        if let Some(span) = stretches(&text).pop() {
            annotate(&broken, &[Note { span, text: "why".to_owned() }]).expect("it can be annotated");
            track(&broken, &[Edit { span, replacement: "x".to_owned() }]).expect("it can be changed");
        }
    }
}

#[test]
fn an_open_document_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/word");
    let bytes =
        |name: &str| (format!("{name}.xml"), std::fs::read(folder.join(format!("odt-{name}.xml"))).expect("a part"));
    let (text, manuscript) =
        manuscripts::read(zipped(&[bytes("content"), bytes("styles")]), Format::Odt).expect("it is one");
    let source = Source::manuscript_file("draft.odt", text, manuscript);
    let reading = readers::read(&source, Format::Odt, &FieldNames::default());
    let blocks =
        reading.blocks.iter().map(|block| format!("{} {}\n", block.kind.name(), reading.text.slice(block.passage)));
    let comments =
        reading.comments.iter().map(|comment| format!("comment {} on {}\n", comment.text, source.slice(comment.span)));
    let dump: String = blocks.chain(comments).collect();
    let expected = snapbox::Data::read_from(&folder.join("odt-reading"), None);
    snapbox::Assert::new().action_env("SNAPSHOTS").eq(dump.into_data().raw(), expected.raw());
}

fn copydesk(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.args(arguments).arg("--isolated").current_dir(folder).output().expect("it runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn the_command_line_checks_annotates_mends_and_stets_documents() {
    let folder = tempfile::tempdir().expect("a folder");
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/docx/fixable");
    let draft = folder.path().join("draft.docx");
    std::fs::write(&draft, pack(&tests)).expect("it can be written");
    std::fs::write(folder.path().join("~$draft.docx"), b"lock").expect("it can be written");
    let check = copydesk(folder.path(), &["check", "--format", "short"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(said(&check).contains("draft.docx:2:15: warning[copy/doubled-word]"), "{}", said(&check));

    let annotated = copydesk(folder.path(), &["check", "draft.docx", "--annotate", "noted.docx"]);
    assert_eq!(annotated.status.code(), Some(1), "{}", said(&annotated));
    let noted = std::fs::read(folder.path().join("noted.docx")).expect("it was written");
    let (text, manuscript) = read(&noted);
    let on = |comment: &copydesk::model::Comment| text[comment.span.range()].to_owned();
    let comments: Vec<String> = manuscript.comments.iter().map(on).collect();
    assert!(comments.contains(&"the the".to_owned()), "{comments:?}");

    for (arguments, fault) in [
        (["check", "draft.docx", "--annotate", "draft.docx"], "that is the draft itself"),
        (["check", ".", "--annotate", "out.docx"], "there are several"),
    ] {
        let refused = copydesk(folder.path(), &arguments);
        assert_eq!(refused.status.code(), Some(2));
        assert!(said(&refused).contains(fault), "{}", said(&refused));
    }

    let mended = copydesk(folder.path(), &["check", "draft.docx", "--fix", "--unsafe"]);
    assert_eq!(mended.status.code(), Some(0), "{}", said(&mended));
    let (text, _) = read(&std::fs::read(&draft).expect("it is there"));
    assert!(text.contains("The bakery on the quay will reopen in May"), "{text}");

    std::fs::write(&draft, pack(&tests)).expect("it can be written");
    let stetted = copydesk(folder.path(), &["check", "draft.docx", "--add-stet", "--reason", "as said"]);
    assert_eq!(stetted.status.code(), Some(0), "{}", said(&stetted));
    let again = copydesk(folder.path(), &["check", "draft.docx"]);
    assert!(said(&again).contains("5 stetted"), "{}", said(&again));
}
