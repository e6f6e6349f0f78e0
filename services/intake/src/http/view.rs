//! The views of a dossier.

mod receipt;

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{AccountId, DossierId, FeeId, ProcedureId};
use motcua_contracts::{AgencyCode, Channel, Status};
use motcua_worktime::local_date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{Applicant, Dossier, PaperHandedIn, ResultReturn, Stage};
pub use receipt::{Organisations, RegisterEntry, UpcomingLimit};

/// The response to a submission: what the applicant keeps until the receipt is issued.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubmittedDossier {
    /// Id of the dossier.
    pub id: DossierId,
    /// What to quote until there is a code.
    #[schema(example = "N7Q2K-4XW8M")]
    pub reference: String,
    /// Opens the public lookup together with reference or code; shown here and on the receipt.
    #[schema(example = "7K0Q1XYZ")]
    pub lookup_secret: String,
    /// National status.
    #[schema(example = 1)]
    pub status: Status,
    /// When it was handed in, UTC.
    pub submitted_at: DateTime<Utc>,
}

/// A fee that the office demands.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FeeDueView {
    /// Its id.
    pub id: FeeId,
    /// How much, in đồng.
    #[schema(example = 150_000)]
    pub amount_vnd: u64,
}

/// The fee of the procedure, payable at any time from the submission on.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProcedureFeeView {
    /// Its id.
    pub id: FeeId,
    /// What is owed, paid or not, in đồng: by the last receipt, before one by the submission; 0 when it was not accepted
    /// or withdrawn before.
    #[schema(example = 30_000)]
    pub amount_vnd: u64,
    /// What was paid and is not to be refunded, in đồng.
    #[schema(example = 20_000)]
    pub paid_vnd: u64,
    /// What is still to be paid, in đồng.
    #[schema(example = 10_000)]
    pub due_vnd: u64,
}

/// A dossier at intake.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DossierView {
    /// Id of the dossier.
    pub id: DossierId,
    /// What was quoted until there was a code.
    pub reference: String,
    /// The legal code, from acceptance.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "H35.05-221205-0001")]
    pub code: Option<String>,
    /// National status at intake: 1, 2, 3 or 8.
    #[schema(example = 2)]
    pub status: Status,
    /// Whether papers are requested.
    pub awaits_supplement: bool,
    /// Last day to hand them in, local.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplement_until: Option<NaiveDate>,
    /// The fee that the office demands before the work goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee_due: Option<FeeDueView>,
    /// The fee of the procedure, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procedure_fee: Option<ProcedureFeeView>,
    /// Whether the applicant asked to withdraw the dossier and the agency has not answered yet.
    pub withdrawing: bool,
    /// The procedure.
    pub procedure_id: ProcedureId,
    /// The version of it that the dossier follows, from the first receipt on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 1)]
    pub procedure_version: Option<u32>,
    /// Its case.
    pub case_code: String,
    /// Code of the competent agency.
    #[schema(value_type = String, example = "H35.05")]
    pub agency: AgencyCode,
    /// The unit that helped, the unit that received it, the agency that decides.
    pub organisations: Organisations,
    /// Account of the officer who received it, from then on; intake keeps no names of officers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receiving_officer: Option<AccountId>,
    /// The channel.
    pub channel: Channel,
    /// Who applies.
    pub applicant: Applicant,
    /// The papers handed in.
    pub papers: Vec<PaperHandedIn>,
    /// How many sets of them.
    #[schema(example = 1)]
    pub sets: u32,
    /// How the applicant wants the result.
    pub result_return: ResultReturn,
    /// Its entry in the register, once there is a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<RegisterEntry>,
    /// Opens the public lookup together with the code, as the receipt prints it; only where one dossier is read, and only
    /// for the applicant and the counter that has or received it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "7K0Q1XYZ")]
    pub lookup_secret: Option<String>,
    /// When it was handed in, UTC.
    pub submitted_at: DateTime<Utc>,
    /// When the counter of another agency received and forwarded it (phi địa giới), UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forwarded_at: Option<DateTime<Utc>>,
    /// The limit while it is forwarded: it runs from the day the competent agency receives the dossier, and there is
    /// no promised date before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_from_receipt: Option<UpcomingLimit>,
    /// When the competent agency accepted it, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<DateTime<Utc>>,
    /// The promise of the receipt, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// The same as a local date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_on: Option<NaiveDate>,
    /// Until when the receiving agency has it by plan, local; only for a procedure that goes through several (liên
    /// thông), whose whole limit `dueOn` is.
    #[serde(rename = "localDueOn", skip_serializing_if = "Option::is_none")]
    pub own_part_due_on: Option<NaiveDate>,
    /// How often the receipt was issued; more than once after a correction, or when another counter issued the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt_issue: Option<u32>,
    /// Why it was not accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused_reason: Option<String>,
}

/// The response to a submission.
pub fn submitted(dossier: &Dossier) -> SubmittedDossier {
    SubmittedDossier {
        id: dossier.id,
        reference: dossier.filing.reference.clone(),
        lookup_secret: dossier.filing.secret.clone(),
        status: dossier.stage.status(),
        submitted_at: dossier.submitted_at,
    }
}

/// A dossier for those who may see it, without its lookup secret.
pub fn dossier(dossier: &Dossier) -> DossierView {
    let (filing, receipt) = (dossier.filing.clone(), dossier.stage.receipt());
    let forwarding = dossier.stage.forwarding();
    let is_forwarded = matches!(dossier.stage, Stage::Forwarded { .. });
    let limit = forwarding.filter(|_| is_forwarded).map(|forwarding| forwarding.limit);
    let pending = dossier.stage.pending().cloned().unwrap_or_default();
    let is_refused = matches!(dossier.stage, Stage::Refused { .. });
    let refused_reason = dossier.stage.end_reason().filter(|_| is_refused).map(str::to_owned);
    DossierView {
        id: dossier.id,
        reference: filing.reference,
        code: dossier.stage.code().map(str::to_owned),
        status: dossier.stage.status(),
        awaits_supplement: pending.supplement_deadline.is_some(),
        supplement_until: pending.supplement_deadline,
        fee_due: pending.fee_due.map(|fee| FeeDueView { id: fee.id, amount_vnd: fee.amount_vnd }),
        procedure_fee: procedure_fee(dossier),
        withdrawing: pending.withdrawal_requested,
        procedure_id: filing.procedure,
        procedure_version: dossier.stage.procedure_version(),
        case_code: filing.case_code,
        agency: filing.agency.clone(),
        organisations: Organisations {
            helped_by: filing.helped_by,
            received_by: dossier.stage.received_by().cloned(),
            decides: filing.agency,
        },
        receiving_officer: dossier.stage.receiving_officer(),
        channel: filing.channel,
        applicant: filing.applicant,
        papers: filing.papers,
        sets: filing.sets,
        result_return: filing.result_return,
        register: RegisterEntry::of(&dossier.stage),
        lookup_secret: None,
        submitted_at: dossier.submitted_at,
        forwarded_at: receipt.map_or(forwarding.map(|forwarding| forwarding.at), |receipt| receipt.forwarded_at),
        limit_from_receipt: limit.map(|limit| UpcomingLimit { unit: limit.unit, amount: limit.amount }),
        accepted_at: receipt.map(|receipt| receipt.at),
        due_at: receipt.map(|receipt| receipt.due_at),
        due_on: receipt.map(|receipt| local_date(receipt.due_at)),
        own_part_due_on: receipt.and_then(|receipt| receipt.own_part_due_at).map(local_date),
        receipt_issue: receipt.map(|receipt| receipt.issue).or(forwarding.map(|_| 1)),
        refused_reason,
    }
}

fn procedure_fee(dossier: &Dossier) -> Option<ProcedureFeeView> {
    let (fee, stage) = (dossier.fee, &dossier.stage);
    (fee.price_vnd > 0 || fee.paid_vnd > 0).then(|| ProcedureFeeView {
        id: fee.id,
        amount_vnd: fee.owed_vnd(stage),
        paid_vnd: fee.paid_vnd,
        due_vnd: fee.due_vnd(stage),
    })
}
