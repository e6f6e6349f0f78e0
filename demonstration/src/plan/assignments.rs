//! Which actor sends each command: the account of the right unit and role, or the applicant.

use std::collections::HashMap;

use motcua_contracts::Channel;
use rand::RngExt;
use rand::rngs::StdRng;

use super::action::{ActionKind, Actor};
use super::error::Error;
use super::scenario::Scenario;
use super::timeline::PlannedTimeline;
use super::working_days::Moment;
use crate::seed::{Person, Role, Step, StepKind};

/// User name of the rating device.
const KIOSK: &str = "kiosk.1";
/// User name of the Centre's director.
const DIRECTOR: &str = "trungtam.giamdoc";

/// Staff accounts by unit and role.
pub(super) struct StaffDirectory<'a> {
    posts: HashMap<(&'a str, Role), Vec<&'a str>>,
    postal_clerks: Vec<&'a str>,
    /// Intake officers who accept dossiers outside the territory of the competent agency.
    outside_officers: Vec<&'a str>,
}

/// The actors of one dossier; an officer who claims a step also completes it, unless it moves.
struct Assignments {
    citizen: u32,
    is_online: bool,
    submitter: Actor,
    accepting_officer: Actor,
    intake_officer: Actor,
    /// By number of the work step.
    step_officers: HashMap<u8, Actor>,
    /// The officer of the unit that is asked for its opinion.
    opinion_officer: Option<Actor>,
    head: Actor,
    clerk: Actor,
    result_officer: Actor,
}

impl<'a> StaffDirectory<'a> {
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
        let postal_clerks = names(|person| person.roles.contains(&Role::PostalClerk));
        let outside_officers = names(Person::receives_for_others);
        Self { posts, postal_clerks, outside_officers }
    }

    /// The commands of a timeline, each with its actor.
    pub(super) fn assign_actors(
        &self,
        timeline: &PlannedTimeline,
        citizen: u32,
        rng: &mut StdRng,
    ) -> Result<Vec<(Moment, ActionKind, Actor)>, Error> {
        let mut assignments = self.assign(timeline, citizen, rng)?;
        let mut returned = None;
        timeline
            .actions
            .iter()
            .map(|(at, kind)| {
                if *kind == ActionKind::Return {
                    returned = Some(*at);
                }
                if let ActionKind::Move { from, to, .. } = kind {
                    self.reassign(&mut assignments, &timeline.offer.term.steps, from, to, rng)?;
                }
                let at_the_window = timeline.spec.channel == Channel::Counter
                    && returned.is_some_and(|moment: Moment| moment.day() == at.day());
                Ok((*at, kind.clone(), assignments.actor(kind, at_the_window)?))
            })
            .collect()
    }

    fn assign(&self, timeline: &PlannedTimeline, citizen: u32, rng: &mut StdRng) -> Result<Assignments, Error> {
        let steps = &timeline.offer.term.steps;
        let counter = unit_of(steps, StepKind::Receive)?;
        let intake_officer = self.any_of(counter, Role::IntakeOfficer, rng)?;
        let works = steps.iter().filter(|step| step.kind == StepKind::Work);
        let step_officers = works
            .map(|step| Ok((step.number, self.any_of(&step.unit, Role::DeptOfficer, rng)?)))
            .collect::<Result<_, Error>>()?;
        let accepting_officer = match timeline.spec.scenario {
            Scenario::Forward => any(&self.outside_officers, rng).ok_or_else(|| no_staff("of another counter"))?,
            _ => intake_officer.clone(),
        };
        let submitter = match timeline.spec.channel {
            Channel::Online => Actor::Citizen(citizen),
            Channel::Counter => accepting_officer.clone(),
            Channel::Post => any(&self.postal_clerks, rng).ok_or_else(|| no_staff(counter))?,
        };
        let opinion_officer = timeline.actions.iter().find_map(|(_, kind)| match kind {
            ActionKind::RequestOpinion { unit, .. } => Some(self.any_of(unit, Role::DeptOfficer, rng)),
            _ => None,
        });
        Ok(Assignments {
            citizen,
            is_online: timeline.spec.channel == Channel::Online,
            step_officers,
            head: self.any_of(unit_of(steps, StepKind::Approve)?, Role::DeptHead, rng)?,
            clerk: self.any_of(unit_of(steps, StepKind::Issue)?, Role::Clerk, rng)?,
            result_officer: self.any_of(counter, Role::ResultOfficer, rng)?,
            intake_officer,
            opinion_officer: opinion_officer.transpose()?,
            submitter,
            accepting_officer,
        })
    }

    /// Assigns the steps of one unit to officers of another.
    fn reassign(
        &self,
        assignments: &mut Assignments,
        steps: &[Step],
        from: &str,
        to: &str,
        rng: &mut StdRng,
    ) -> Result<(), Error> {
        for step in steps.iter().filter(|step| step.kind == StepKind::Work && step.unit == from) {
            assignments.step_officers.insert(step.number, self.any_of(to, Role::DeptOfficer, rng)?);
        }
        Ok(())
    }

    fn any_of(&self, unit: &str, role: Role, rng: &mut StdRng) -> Result<Actor, Error> {
        self.posts.get(&(unit, role)).and_then(|names| any(names, rng)).ok_or_else(|| no_staff(unit))
    }
}

impl Assignments {
    fn actor(&self, kind: &ActionKind, at_the_window: bool) -> Result<Actor, Error> {
        use ActionKind as Do;
        Ok(match kind {
            Do::Submit => self.submitter.clone(),
            Do::Accept => self.accepting_officer.clone(),
            Do::Refuse { .. } | Do::Receive | Do::Correct | Do::PayProcedureFee => self.intake_officer.clone(),
            Do::Claim { step }
            | Do::Complete { step }
            | Do::RequestSupplement { step, .. }
            | Do::RequireFee { step }
            | Do::RequestOpinion { step, .. } => {
                let officer = self.step_officers.get(step).cloned();
                officer.ok_or_else(|| no_staff(&format!("of step {step}")))?
            }
            Do::ClaimOpinion | Do::CompleteOpinion => {
                self.opinion_officer.clone().ok_or_else(|| no_staff("that was asked for an opinion"))?
            }
            Do::Move { .. } => Actor::Staff(DIRECTOR.to_owned()),
            Do::Approve { .. } | Do::DeclineWithdrawal | Do::Stop { .. } | Do::Extend { .. } => self.head.clone(),
            Do::Issue => self.clerk.clone(),
            Do::Recall | Do::Return => self.result_officer.clone(),
            // On the day of the return, applicants at the window rate on the device there.
            Do::Rate { .. } if at_the_window => Actor::Staff(KIOSK.to_owned()),
            // Applicants act through the channel of the submission: online, else at the counter.
            Do::SubmitSupplement | Do::Withdraw | Do::PayRequiredFee if self.is_online => Actor::Citizen(self.citizen),
            Do::SubmitSupplement | Do::Withdraw | Do::PayRequiredFee => self.intake_officer.clone(),
            Do::Rate { .. } => Actor::Citizen(self.citizen),
        })
    }
}

fn unit_of(steps: &[Step], kind: StepKind) -> Result<&str, Error> {
    let step = steps.iter().find(|step| step.kind == kind);
    step.map(|step| step.unit.as_str()).ok_or_else(|| no_staff(&format!("of step {kind:?}")))
}

fn any(names: &[&str], rng: &mut StdRng) -> Option<Actor> {
    if names.is_empty() {
        return None;
    }
    let name = names[rng.random_range(0..names.len())];
    Some(Actor::Staff(name.to_owned()))
}

fn no_staff(unit: &str) -> Error {
    Error::NoStaff { unit: unit.to_owned() }
}
