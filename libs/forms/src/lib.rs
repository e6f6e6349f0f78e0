//! The seven legal forms of TT 03/2025/TT-VPCP as HTML and as PDF; pure: data in, a document out.
//!
//! ```text
//! data of a form ──slots──▶ template in force on a day ──▶ Sheet ──▶ html::render
//!                                                                └──▶ pdf::render
//! ```
//!
//! | Module | Owns |
//! |---|---|
//! | [`forms`] | the data of each form, and the names its template calls them by |
//! | [`parties`] | who issues, who applies, which dossier: what the forms share |
//! | [`template`] | the forms as data, and which edition is in force on a day |
//! | [`sheet`] | a filled form: the one model both renderers draw |
//! | [`html`] | the sheet as a page to show and print |
//! | [`layout`] | the sheet as positioned lines on paper |
//! | [`pdf`] | the positioned lines as a file |
//!
//! Both renderers draw the same [`Sheet`], so paper and screen cannot say different things. All times are wall time in
//! Viet Nam; nothing here reads a clock, a file or a database.

pub mod dates;
mod error;
mod font;
pub mod forms;
pub mod html;
pub mod layout;
mod markup;
pub mod parties;
pub mod pdf;
pub mod qr;
pub mod sheet;
pub mod slots;
pub mod template;

pub use error::Error;
pub use font::Face;
pub use forms::Form;
pub use markup::DOTS;
pub use parties::{Applicant, Centre, DossierHead, LookUp};
pub use sheet::Sheet;
