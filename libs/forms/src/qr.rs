//! The lookup address as a QR code: rows of dark modules, drawn by the renderers as rectangles.

use qrcode::{Color, EcLevel, QrCode};

use crate::error::Error;

/// Width of the light border around the code that a reader needs, in modules (ISO/IEC 18004).
pub const QUIET_ZONE: usize = 4;

/// A QR code with error correction level M: up to 15 % may be unreadable, for example on creased paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// The encoded address.
    pub address: String,
    /// Modules along one side, without the quiet zone.
    pub side: usize,
    /// Runs of dark modules: column, row, length.
    pub runs: Vec<(usize, usize, usize)>,
}

impl Qr {
    /// Encodes an address.
    ///
    /// # Errors
    /// [`Error::AddressTooLong`] for an address longer than a QR code holds.
    pub fn new(address: &str) -> Result<Self, Error> {
        let code = QrCode::with_error_correction_level(address, EcLevel::M).map_err(|_| Error::AddressTooLong)?;
        let side = code.width();
        let mut runs = Vec::new();
        for (row, modules) in code.to_colors().chunks(side).enumerate() {
            let mut column = 0;
            for same in modules.chunk_by(|a, b| a == b) {
                if same[0] == Color::Dark {
                    runs.push((column, row, same.len()));
                }
                column += same.len();
            }
        }
        Ok(Self { address: address.to_owned(), side, runs })
    }
}
