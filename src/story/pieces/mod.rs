//! What kind of piece a story is, and what each block does in it: from metadata, folder, headline and shape.

mod names;
mod parts;
mod shape;

use crate::model::{Article, Lexicon, Part, PieceSign};
use names::PieceNames;
use parts::Parts;
use shape::Voices;

/// Tells kinds of pieces by the words that the lists give it.
#[derive(Debug)]
pub(super) struct Pieces {
    names: PieceNames,
    parts: Parts,
    voices: Voices,
}

impl Pieces {
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { names: PieceNames::new(lexicon), parts: Parts::new(lexicon), voices: Voices::new(lexicon) }
    }

    /// Gives the blocks their parts, and the article its kind. `folder` is the path of the file without its name.
    pub fn tell(&self, article: &mut Article, folder: &str) {
        let mut parts = self.parts.of_blocks(article);
        let named = self.names.kind(article, folder);
        let shaped = || shape::kind(article, &parts, &self.voices).map(|kind| (kind, PieceSign::Shape));
        let (kind, sign) = named.or_else(shaped).unwrap_or_default();
        shape::settle(article, kind, &mut parts);
        for (block, part) in article.blocks.iter_mut().zip(parts) {
            if block.part != Part::Furniture {
                block.part = part;
            }
        }
        (article.piece, article.piece_sign) = (kind, sign);
    }
}
