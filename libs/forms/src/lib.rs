//! The seven legal forms of TT 03/2025/TT-VPCP as HTML and as PDF; pure: data in, a document out.
//!
//! ```text
//! data of a form ──slots──▶ template in force on a day ──▶ Sheet ──▶ html::render
//!                                                                └──▶ pdf::render
//! ```
//!
//! | Module | Owns |
//! |---|---|
//! | [`forms`] | the data of each form, and the names its template uses for them |
//! | [`parties`] | issuer, applicant and dossier: what the forms share |
//! | [`slots`] | the named values a form passes to its template |
//! | [`mod@format`] | dates, times and amounts as Vietnamese documents write them |
//! | [`template`] | the forms as data, and which edition is in force on a day |
//! | [`style`] | text size, alignment and paper size |
//! | [`sheet`] | a filled form: the one model both renderers draw |
//! | [`html`] | the sheet as a page to show and print |
//! | [`layout`] | the sheet as positioned lines on paper |
//! | [`pdf`] | the positioned lines as a file |
//!
//! Both renderers draw the same [`Sheet`], so that paper and screen have the same content. All times are wall time in
//! Viet Nam; nothing here reads a clock, a file or a database.

#![warn(missing_docs)]

mod error;
mod fill;
mod font;
pub mod format;
pub mod forms;
pub mod html;
pub mod layout;
mod markup;
pub mod parties;
pub mod pdf;
pub mod qr;
pub mod sheet;
pub mod slots;
pub mod style;
pub mod template;

pub use error::Error;
pub use font::Face;
pub use forms::Form;
pub use parties::{Applicant, Centre, DossierHead};
pub use sheet::Sheet;
pub use slots::{DOTS, LookUp};
