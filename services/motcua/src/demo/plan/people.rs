//! Who does what: each command gets the person of the right unit and role.

use std::collections::HashMap;

use rand::RngExt;
use rand::rngs::StdRng;

use super::courses::Course;
use super::days::Moment;
use super::lives::Life;
use super::{By, Channel, Error, Verb};
use crate::demo::seed::{Person, Role, Step, StepKind};

/// User name of the rating device.
const KIOSK: &str = "kiosk.1";
/// User name of the Centre's director.
const DIRECTOR: &str = "trungtam.giamdoc";

/// Staff accounts by unit and role.
pub(super) struct People<'a> {
    posts: HashMap<(&'a str, Role), Vec<&'a str>>,
    postal: Vec<&'a str>,
    /// Who receives dossiers for others outside their territory.
    outside: Vec<&'a str>,
}

/// The people of one dossier; an officer who takes a step also finishes it, unless it moves.
struct Cast {
    citizen: u32,
    online: bool,
    intake: By,
    /// By number of the work step.
    officers: HashMap<u8, By>,
    /// The officer of the unit that is asked for its opinion.
    asked: Option<By>,
    head: By,
    clerk: By,
    handing_over: By,
    submitting: By,
    accepting: By,
}

impl<'a> People<'a> {
    pub(super) fn new(staff: &'a [Person]) -> Self {
        let mut posts: HashMap<_, Vec<&str>> = HashMap::new();
        for person in staff {
            for role in &person.roles {
                posts.entry((person.unit.as_str(), *role)).or_default().push(&person.username);
            }
        }
        let names = |fits: fn(&Person) -> bool| {
            staff.iter().filter(move |person| fits(person)).map(|person| person.username.as_str()).collect()
        };
        let postal = names(|person| person.roles.contains(&Role::PostalClerk));
        let outside = names(Person::receives_for_others);
        Self { posts, postal, outside }
    }

    /// The commands of a life with a name beside each.
    pub(super) fn name(&self, life: &Life, citizen: u32, rng: &mut StdRng) -> Result<Vec<(Moment, Verb, By)>, Error> {
        let mut cast = self.cast(life, citizen, rng)?;
        let mut returned = None;
        life.commands
            .iter()
            .map(|(at, verb)| {
                if *verb == Verb::Return {
                    returned = Some(*at);
                }
                if let Verb::Move { from, to, .. } = verb {
                    self.hand_on(&mut cast, &life.offer.term.steps, from, to, rng)?;
                }
                let at_the_window =
                    life.wish.channel == Channel::Counter && returned.is_some_and(|moment| moment.day() == at.day());
                Ok((*at, verb.clone(), cast.who(verb, at_the_window)?))
            })
            .collect()
    }

    fn cast(&self, life: &Life, citizen: u32, rng: &mut StdRng) -> Result<Cast, Error> {
        let steps = &life.offer.term.steps;
        let counter = unit(steps, StepKind::Receive)?;
        let intake = self.one(counter, Role::IntakeOfficer, rng)?;
        let works = steps.iter().filter(|step| step.kind == StepKind::Work);
        let officers = works
            .map(|step| Ok((step.number, self.one(&step.unit, Role::DeptOfficer, rng)?)))
            .collect::<Result<_, Error>>()?;
        let accepting = match life.wish.course {
            Course::Forward => any(&self.outside, rng).ok_or_else(|| nobody("of another counter"))?,
            _ => intake.clone(),
        };
        let submitting = match life.wish.channel {
            Channel::Online => By::Citizen(citizen),
            Channel::Counter => accepting.clone(),
            Channel::Post => any(&self.postal, rng).ok_or_else(|| nobody(counter))?,
        };
        let asked = life.commands.iter().find_map(|(_, verb)| match verb {
            Verb::AskOpinion { unit, .. } => Some(self.one(unit, Role::DeptOfficer, rng)),
            _ => None,
        });
        Ok(Cast {
            citizen,
            online: life.wish.channel == Channel::Online,
            officers,
            head: self.one(unit(steps, StepKind::Approve)?, Role::DeptHead, rng)?,
            clerk: self.one(unit(steps, StepKind::Issue)?, Role::Clerk, rng)?,
            handing_over: self.one(counter, Role::ResultOfficer, rng)?,
            intake,
            asked: asked.transpose()?,
            submitting,
            accepting,
        })
    }

    /// The steps that a unit has are another unit's from now on.
    fn hand_on(&self, cast: &mut Cast, steps: &[Step], from: &str, to: &str, rng: &mut StdRng) -> Result<(), Error> {
        for step in steps.iter().filter(|step| step.kind == StepKind::Work && step.unit == from) {
            cast.officers.insert(step.number, self.one(to, Role::DeptOfficer, rng)?);
        }
        Ok(())
    }

    fn one(&self, unit: &str, role: Role, rng: &mut StdRng) -> Result<By, Error> {
        self.posts.get(&(unit, role)).and_then(|names| any(names, rng)).ok_or_else(|| nobody(unit))
    }
}

impl Cast {
    fn who(&self, verb: &Verb, at_the_window: bool) -> Result<By, Error> {
        Ok(match verb {
            Verb::Submit => self.submitting.clone(),
            Verb::Accept => self.accepting.clone(),
            Verb::Refuse { .. } | Verb::Receive | Verb::Correct | Verb::PayCharge => self.intake.clone(),
            Verb::Claim { step }
            | Verb::Complete { step }
            | Verb::RequestSupplement { step, .. }
            | Verb::RequireFee { step }
            | Verb::AskOpinion { step, .. } => {
                let officer = self.officers.get(step).cloned();
                officer.ok_or_else(|| nobody(&format!("of step {step}")))?
            }
            Verb::TakeOpinion | Verb::GiveOpinion => {
                self.asked.clone().ok_or_else(|| nobody("that was asked for an opinion"))?
            }
            Verb::Move { .. } => By::Staff(DIRECTOR.to_owned()),
            Verb::Approve { .. } | Verb::Keep | Verb::Stop { .. } | Verb::Extend { .. } => self.head.clone(),
            Verb::Issue => self.clerk.clone(),
            Verb::Recall | Verb::Return => self.handing_over.clone(),
            // Whoever rates on the day of the return does it on the device at the window.
            Verb::Rate { .. } if at_the_window => By::Staff(KIOSK.to_owned()),
            // What the citizen does is done the way the dossier came: online, else at the counter.
            Verb::Supplement | Verb::Withdraw | Verb::PayFee if self.online => By::Citizen(self.citizen),
            Verb::Supplement | Verb::Withdraw | Verb::PayFee => self.intake.clone(),
            Verb::Rate { .. } => By::Citizen(self.citizen),
        })
    }
}

fn unit(steps: &[Step], kind: StepKind) -> Result<&str, Error> {
    let step = steps.iter().find(|step| step.kind == kind);
    step.map(|step| step.unit.as_str()).ok_or_else(|| nobody(&format!("of step {kind:?}")))
}

fn any(names: &[&str], rng: &mut StdRng) -> Option<By> {
    if names.is_empty() {
        return None;
    }
    let name = names[rng.random_range(0..names.len())];
    Some(By::Staff(name.to_owned()))
}

fn nobody(unit: &str) -> Error {
    Error::Nobody { unit: unit.to_owned() }
}
