//! Word documents, packed from the parts that a folder of `tests/docx` holds.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The folders of all documents, by name.
pub fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/docx");
    let mut cases: Vec<PathBuf> =
        fs::read_dir(folder).expect("tests/docx").flatten().map(|entry| entry.path()).collect();
    cases.sort();
    cases
}

/// The document of a folder: `word/*.xml` are its parts, `links` says where the ids of links lead.
pub fn pack(case: &Path) -> Arc<[u8]> {
    let mut parts = Vec::new();
    let (mut relations, mut overrides) = (String::new(), String::new());
    for kind in ["document", "styles", "footnotes", "comments"] {
        let Ok(xml) = fs::read_to_string(case.join(format!("word/{kind}.xml"))) else { continue };
        parts.push((format!("word/{kind}.xml"), xml.into_bytes()));
        let content = if kind == "document" { "document.main" } else { kind };
        overrides += &format!("<Override PartName=\"/word/{kind}.xml\" ContentType=\"{CONTENT}.{content}+xml\"/>");
        relations += &format!("<Relationship Id=\"{kind}\" Type=\"{TYPE}/{kind}\" Target=\"{kind}.xml\"/>");
    }
    for line in fs::read_to_string(case.join("links")).unwrap_or_default().lines() {
        let (id, target) = line.split_once(' ').expect("an id and an address");
        relations += &format!(
            "<Relationship Id=\"{id}\" Type=\"{TYPE}/hyperlink\" Target=\"{target}\" TargetMode=\"External\"/>"
        );
    }
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
                 ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>";
    let root = format!("<Relationship Id=\"a\" Type=\"{TYPE}/officeDocument\" Target=\"word/document.xml\"/>");
    parts.push(("[Content_Types].xml".to_owned(), format!("{types}{overrides}</Types>").into_bytes()));
    parts.push(("_rels/.rels".to_owned(), format!("{RELATIONS}{root}</Relationships>").into_bytes()));
    let of_document = format!("{RELATIONS}{relations}</Relationships>");
    parts.push(("word/_rels/document.xml.rels".to_owned(), of_document.into_bytes()));
    parts.push(("word/media/picture.png".to_owned(), (0..=255).cycle().take(5000).collect()));
    zipped(&parts)
}

pub fn zipped(parts: &[(String, Vec<u8>)]) -> Arc<[u8]> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part can be begun");
        writer.write_all(bytes).expect("a part can be written");
    }
    writer.finish().expect("an archive can be finished").into_inner().into()
}

/// The parts of a document, by name.
pub fn unzipped(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("it is an archive");
    let part = |index| {
        let mut part = archive.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("a part can be read");
        (part.name().expect("a name").into_owned(), bytes)
    };
    let count = ZipArchive::new(Cursor::new(file)).expect("it is an archive").len();
    (0..count).map(part).collect()
}

/// The text of one part.
pub fn part(file: &[u8], name: &str) -> String {
    let part = unzipped(file).into_iter().find(|(part, _)| part == name);
    String::from_utf8(part.expect("the part is there").1).expect("it is text")
}
