//! A plan as a file: one JSON line for the header, then one per dossier.

use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead, Write};

use super::action::Actor;
use super::action_order;
use super::error::Error;
use super::model::{Header, Plan, PlannedDossier};
use crate::seed::{self, Procedure, Term};

/// Number of problems after which reading stops.
const LISTED_PROBLEMS: usize = 20;

impl Plan {
    /// Writes the plan as JSON lines.
    ///
    /// # Errors
    /// When the output fails.
    pub fn write(&self, mut output: impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut output, &self.header)?;
        output.write_all(b"\n")?;
        for dossier in &self.dossiers {
            serde_json::to_writer(&mut output, dossier)?;
            output.write_all(b"\n")?;
        }
        output.flush()
    }

    /// Reads a plan and checks it.
    ///
    /// # Errors
    /// When the file cannot be read, or breaks the rules; the first problems are listed.
    pub fn read(input: impl BufRead) -> Result<Self, Error> {
        let mut lines = (1_usize..).zip(input.lines());
        let header = match lines.next() {
            Some((_, line)) => header(&line?)?,
            None => return Err(Error::Invalid(vec!["line 1: the header is missing".to_owned()])),
        };
        let catalogue = Catalogue::new();
        let (mut dossiers, mut problems) = (Vec::new(), Vec::new());
        for (number, line) in lines {
            let position = number - 1;
            match serde_json::from_str::<PlannedDossier>(&line?) {
                Ok(dossier) => {
                    let found = catalogue.problems(&dossier, position, header.citizens);
                    problems.extend(found.into_iter().map(|p| format!("line {number}: {p}")));
                    dossiers.push(dossier);
                }
                Err(error) => problems.push(format!("line {number}: {error}")),
            }
            if problems.len() >= LISTED_PROBLEMS {
                break;
            }
        }
        problems.truncate(LISTED_PROBLEMS);
        if problems.is_empty() { Ok(Self { header, dossiers }) } else { Err(Error::Invalid(problems)) }
    }
}

fn header(line: &str) -> Result<Header, Error> {
    let header: Header =
        serde_json::from_str(line).map_err(|error| Error::Invalid(vec![format!("line 1: {error}")]))?;
    let mut problems = Vec::new();
    if header.period.from > header.period.to {
        problems.push("line 1: the period ends before it begins".to_owned());
    }
    if header.citizens == 0 {
        problems.push("line 1: there are no citizens".to_owned());
    }
    if problems.is_empty() { Ok(header) } else { Err(Error::Invalid(problems)) }
}

/// The procedures and accounts a plan may refer to.
struct Catalogue {
    procedures: HashMap<String, Procedure>,
    staff: HashSet<String>,
}

impl Catalogue {
    fn new() -> Self {
        let catalogue = seed::catalogue();
        let procedures = catalogue.procedures.into_iter();
        let staff = catalogue.staff.into_iter();
        Self {
            procedures: procedures.map(|p| (p.code.clone(), p)).collect(),
            staff: staff.map(|person| person.username).collect(),
        }
    }

    /// The terms a dossier is submitted under.
    fn term(&self, dossier: &PlannedDossier) -> Option<&Term> {
        let procedure = self.procedures.get(&dossier.procedure)?;
        let case = procedure.cases.iter().find(|c| c.code == dossier.case)?;
        let mut terms = case.terms.iter();
        terms.find(|term| term.channel == dossier.channel).filter(|_| procedure.agency == dossier.agency)
    }

    fn problems(&self, dossier: &PlannedDossier, position: usize, citizens: u32) -> Vec<String> {
        let mut problems = action_order::problems(dossier, citizens);
        if usize::try_from(dossier.number) != Ok(position) {
            problems.push(format!("number {} should be {position}", dossier.number));
        }
        if self.term(dossier).is_none() {
            problems.push(format!(
                "agency {} does not offer procedure {}, case {}, by {:?}",
                dossier.agency, dossier.procedure, dossier.case, dossier.channel
            ));
        }
        for action in &dossier.actions {
            if let Actor::Staff(name) = &action.actor
                && !self.staff.contains(name)
            {
                problems.push(format!("there is no account {name}"));
            }
        }
        problems
    }
}
