//! What gzip and Zstandard packed, as the bytes that were put in; known by their first bytes, whatever the name says.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// Endings of packed files.
pub(super) const ENDINGS: [&str; 3] = ["gz", "zst", "zstd"];

/// The bytes of `source`, unpacked where they are packed.
pub(super) fn unpack(mut source: Box<dyn Read + Send>) -> io::Result<Box<dyn Read + Send>> {
    let mut head = Vec::with_capacity(4);
    source.by_ref().take(4).read_to_end(&mut head)?;
    let packing = Packing::of(&head);
    let whole = Cursor::new(head).chain(source);
    Ok(match packing {
        Some(Packing::Gzip) => Box::new(MultiGzDecoder::new(BufReader::new(whole))),
        Some(Packing::Zstandard) => {
            Box::new(Frames { source: BufReader::new(whole), frame: FrameDecoder::new(), inside: false })
        }
        None => Box::new(whole),
    })
}

enum Packing {
    Gzip,
    Zstandard,
}

impl Packing {
    fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1f, 0x8b, ..] => Some(Self::Gzip),
            // A frame, or one that is to be skipped.
            [0x28, 0xb5, 0x2f, 0xfd] | [0x50..=0x5f, 0x2a, 0x4d, 0x18] => Some(Self::Zstandard),
            _ => None,
        }
    }
}

/// One Zstandard frame behind the other, as `zstd` and `cat` make them.
struct Frames<Source> {
    source: BufReader<Source>,
    frame: FrameDecoder,
    /// Whether something of the frame may still come.
    inside: bool,
}

impl<Source: Read> Read for Frames<Source> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.inside && !self.begin()? {
                return Ok(0);
            }
            while self.frame.can_collect() == 0 && !self.frame.is_finished() {
                let decoded = self.frame.decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1));
                decoded.map_err(io::Error::other)?;
            }
            let read = self.frame.read(bytes)?;
            if read > 0 || bytes.is_empty() {
                return Ok(read);
            }
            self.end()?;
        }
    }
}

impl<Source: Read> Frames<Source> {
    /// Begins the next frame; false where there is none.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.frame.init(&mut self.source) {
                Ok(()) => {
                    self.inside = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.source.by_ref().take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }

    fn end(&mut self) -> io::Result<()> {
        self.inside = false;
        match (self.frame.get_checksum_from_data(), self.frame.get_calculated_checksum()) {
            (Some(written), Some(calculated)) if written != calculated => {
                Err(io::Error::other("its checksum does not fit what it holds"))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn unpacked(bytes: Vec<u8>) -> io::Result<String> {
        let mut text = String::new();
        unpack(Box::new(Cursor::new(bytes)))?.read_to_string(&mut text)?;
        Ok(text)
    }

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).expect("a vector takes all");
        encoder.finish().expect("a vector takes all")
    }

    fn zstandard(text: &str) -> Vec<u8> {
        compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)
    }

    #[test]
    fn plain_bytes_stay_as_they_are() {
        for text in ["", "a", "{\"text\": \"Rain\"}\n"] {
            assert_eq!(unpacked(text.as_bytes().to_vec()).expect("it is text"), text);
        }
    }

    #[test]
    fn parts_packed_by_themselves_are_read_one_behind_the_other() {
        let skipped = [&[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
        let long = "rain on the pier, ".repeat(50_000);
        assert_eq!(unpacked([gzip("Rain, "), gzip("wind\n")].concat()).expect("two members"), "Rain, wind\n");
        let frames = [zstandard("Rain, "), skipped.clone(), zstandard(""), zstandard(&long)].concat();
        assert_eq!(unpacked(frames).expect("three frames"), format!("Rain, {long}"));
        assert_eq!(unpacked([skipped, zstandard("wind")].concat()).expect("one frame"), "wind");
    }

    #[test]
    fn what_is_cut_off_is_an_error() {
        let long = "rain on the pier, ".repeat(50_000);
        for packed in [gzip(&long), zstandard(&long)] {
            for length in [5, packed.len() / 2, packed.len() - 1] {
                assert!(unpacked(packed[..length].to_vec()).is_err(), "{length} of {} bytes", packed.len());
            }
        }
    }
}
