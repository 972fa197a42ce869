//! Tells the kind of each story in `tests/pieces`; the name of a file says before its dashes what kind it is.

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::linter::Linter;
use copydesk::model::{Article, Furniture, FurnitureMark, Input, Part, PieceKind, PieceSign, Source};
use copydesk::readers;
use copydesk::rules::{BUILT_IN, load};

fn linter() -> Linter {
    let rules = load(BUILT_IN).expect("the built-in rules are sound");
    let levels = rules.levels();
    Linter::new(rules, levels)
}

fn article(linter: &Linter, name: &str, text: String) -> Article {
    let format = readers::format_of(name.rsplit('.').next().unwrap()).unwrap();
    let input = Input { source: Source::file(name, text), format };
    linter.article(&input).0
}

fn stories() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pieces");
    let mut stories: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    stories.sort();
    stories
}

#[test]
fn every_story_is_told_for_what_it_is() {
    let linter = linter();
    let mut told = Vec::new();
    let mut wrong = Vec::new();
    for path in stories() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let piece = article(&linter, &name, fs::read_to_string(&path).unwrap()).piece;
        let wanted = name.split("--").next().unwrap();
        if piece.name() != wanted {
            wrong.push(format!("{name}: taken for {}", piece.name()));
        }
        told.push(piece);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for kind in PieceKind::ALL {
        assert!(told.contains(&kind), "no story is a piece of kind {}", kind.name());
    }
}

#[test]
fn a_folder_tells_the_kind_where_nothing_else_does() {
    let linter = linter();
    let text = "The basin belongs to the town\n\nThe council voted on Tuesday to dredge the basin, Ilse Brandt said.\n";
    let told = article(&linter, "content/opinion/basin.txt", text.to_owned());
    assert_eq!((told.piece, told.piece_sign), (PieceKind::Opinion, PieceSign::Folder));
    let untold = article(&linter, "content/basin.txt", text.to_owned());
    assert_eq!((untold.piece, untold.piece_sign), (PieceKind::News, PieceSign::Nothing));
}

#[test]
fn blocks_have_their_parts() {
    let linter = linter();
    let parts = |name: &str| -> Vec<Part> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pieces").join(name);
        let article = article(&linter, name, fs::read_to_string(path).unwrap());
        article.blocks.iter().map(|block| block.part).collect()
    };
    let count = |name: &str, part: Part| parts(name).iter().filter(|of| **of == part).count();
    assert_eq!(count("faq--headings.md", Part::Question), 3);
    assert_eq!(count("faq--headings.md", Part::Answer), 3);
    assert_eq!(count("interview--labels.txt", Part::Answer), 3);
    assert_eq!(count("news--with-questions.md", Part::Question), 1);
    assert_eq!(count("news--with-questions.md", Part::Answer), 0);
    assert_eq!(count("list--inspections.md", Part::List), 6);
    assert!(count("results--matches.txt", Part::Results) >= 3);
    assert!(count("calendar--week.txt", Part::Calendar) >= 4);
    assert!(count("letters--to-the-editor.txt", Part::Letter) >= 4);
    assert!(count("release--contact.txt", Part::Boilerplate) >= 1);
    assert_eq!(parts("news--council.txt"), [Part::Prose; 6]);
}

#[test]
fn furniture_is_none_of_the_story() {
    let text = "---\ntitle: The ferry\n---\nThe ferry sank at noon.\n\n» [The wreck](/wreck) is found\n\n{{< donate >}}\n\nDivers found it on Tuesday.\n";
    let furniture = [FurnitureMark::Opening("»".to_owned()), FurnitureMark::Markup("donate".to_owned())];
    let furniture = furniture.into_iter().map(|mark| Furniture { name: "ours".to_owned(), mark }).collect();
    let parts = |linter: &Linter| -> Vec<Part> {
        article(linter, "ferry.md", text.to_owned()).blocks.iter().map(|block| block.part).collect()
    };
    assert!(!parts(&linter()).contains(&Part::Furniture));
    let set_aside = parts(&linter().with_furniture(furniture));
    assert_eq!(set_aside.iter().filter(|part| **part == Part::Furniture).count(), 2);
}
