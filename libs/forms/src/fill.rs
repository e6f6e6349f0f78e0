//! Filling a form: the data of a form and the edition in force on a day become a [`Sheet`].

use chrono::NaiveDate;

use crate::error::Error;
use crate::forms::form::Form;
use crate::markup;
use crate::sheet::{Block, Sheet};
use crate::slots::Slots;
use crate::template::{self, Edition, Template};

impl Sheet {
    /// Fills the edition of the form that was in force on a day. For a dossier pass the local day of its acceptance:
    /// an accepted dossier keeps the rules it was accepted under.
    ///
    /// # Errors
    /// [`Error::NotInForce`] when no edition was in force on that day, [`Error::AddressTooLong`] when the lookup address
    /// does not fit a QR code. Every other error is a defect of a template or the font of this crate.
    pub fn fill(form: &impl Form, on: NaiveDate) -> Result<Self, Error> {
        let (template, edition) = template::in_force(form.id(), on)?;
        let slots = slots_of(form, edition);
        Ok(Self {
            form: template.form.clone(),
            version: edition.version.clone(),
            title: edition.title.clone(),
            code: slots.get("dossier.code").unwrap_or_default().to_owned(),
            paper: template.paper,
            foot: format!("{} ({})", edition.number, edition.basis),
            blocks: blocks(template, &slots)?,
        })
    }
}

/// The values of the form, with the title and the wording of the edition.
fn slots_of(form: &impl Form, edition: &'static Edition) -> Slots {
    let mut slots = form.slots();
    slots.text("title", &edition.title).text("title.english", &edition.english);
    for (name, wording) in &edition.words {
        slots.text(name, wording);
    }
    slots
}

fn blocks(template: &Template, slots: &Slots) -> Result<Vec<Block>, Error> {
    let filled = template.blocks.iter().map(|block| markup::fill_block(block, slots));
    let filled = filled.collect::<Result<Vec<_>, _>>().map_err(|error| error.in_form(&template.form))?;
    Ok(filled.into_iter().flatten().collect())
}
