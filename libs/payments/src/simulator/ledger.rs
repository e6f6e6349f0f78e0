//! What the simulator has taken, in memory.

use std::collections::HashMap;

use chrono::NaiveDate;
use motcua_worktime::local_date;

use crate::notice::Notice;
use crate::order::Order;
use crate::statement::{Line, LineKind, Statement};

/// All notices, and the last one of each order.
#[derive(Default)]
pub struct Ledger {
    taken: Vec<Notice>,
    last: HashMap<String, Notice>,
}

impl Ledger {
    /// Takes the money for an order, or notes that it was cancelled, and gives the notice to send. An order is paid
    /// once: a repeat gets the notice of the first time.
    pub fn settle(
        &mut self,
        order: &Order,
        succeeded: bool,
        transaction: String,
        at: chrono::DateTime<chrono::Utc>,
    ) -> Notice {
        let reference = order.reference.to_string();
        if let Some(paid) = self.last.get(&reference).filter(|notice| notice.succeeded) {
            return paid.clone();
        }
        let notice = Notice { reference, transaction, amount_vnd: order.amount_vnd, paid_at: at, succeeded };
        if succeeded {
            self.taken.push(notice.clone());
        }
        self.last.insert(notice.reference.clone(), notice.clone());
        notice
    }

    /// The last notice of an order.
    pub fn last(&self, reference: &str) -> Option<Notice> {
        self.last.get(reference).cloned()
    }

    /// What was taken on a local day.
    pub fn statement(&self, day: NaiveDate) -> Statement {
        let of_day = self.taken.iter().filter(|notice| local_date(notice.paid_at) == day);
        let line = |notice: &Notice| Line {
            kind: LineKind::Payment,
            reference: notice.reference.clone(),
            transaction: notice.transaction.clone(),
            amount_vnd: notice.amount_vnd,
            paid_at: notice.paid_at,
        };
        Statement { lines: of_day.map(line).collect() }
    }
}
