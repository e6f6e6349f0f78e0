//! What an event changes besides the stage.

use super::*;

fn changed(mut dossier: Dossier, command: Command) -> Dossier {
    let event = dossier.decide(&command, at()).unwrap().unwrap();
    dossier.apply(&event);
    dossier
}

#[test]
fn the_partners_of_a_dossier_are_those_of_the_receipt_that_set_its_process() {
    let partners = |codes: &[&str]| codes.iter().map(|code| AgencyCode::new(*code)).collect::<Vec<_>>();
    let through = |codes: &[&str], issue| Receipt { partners: partners(codes), issue, ..receipt() };
    let accepted = changed(dossier(&submitted(), procedure_fee(0)), Command::Accept(through(&["H35.99"], 1)));
    assert_eq!(accepted.filing.partners, partners(&["H35.99"]));
    let process = Some(CorrectedProcess { procedure: ProcedureId(Uuid::nil()), case_code: "2".into() });
    let correction = Correction { process, ..Correction::default() };
    let corrected = changed(accepted.clone(), Command::Correct(correction, through(&["H35.98"], 2)));
    assert_eq!((corrected.filing.partners, corrected.filing.case_code), (partners(&["H35.98"]), "2".to_owned()));
    // A receipt of before the first release states no partners; another correction does not take them away.
    let other = Correction { applicant: Some(applicant()), ..Correction::default() };
    let kept = changed(accepted, Command::Correct(other, through(&[], 2)));
    assert_eq!(kept.filing.partners, partners(&["H35.99"]));
}

#[test]
fn a_supplement_adds_papers_and_digitisation_changes_them() {
    let waiting = go(&accepted(), &Command::RequestSupplement { deadline: day() });
    let digitisation = Digitisation::NotDigitised;
    let papers = vec![PaperHandedIn { code: "P2".into(), originals: 0, copies: 1, digitisation }];
    let supplemented = changed(dossier(&waiting, procedure_fee(0)), Command::Supplement { papers });
    let change = DigitisedPaper { code: "P2".into(), digitisation: Digitisation::Digitised };
    let digitised = changed(supplemented, Command::Digitise(vec![change]));
    let states: Vec<_> = digitised.filing.papers.iter().map(|paper| (&*paper.code, paper.digitisation)).collect();
    assert_eq!(states, [("P1", Digitisation::NotDigitised), ("P2", Digitisation::Digitised)]);
}
