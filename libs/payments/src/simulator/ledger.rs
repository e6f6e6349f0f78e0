//! The payments of the simulator, in memory.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use motcua_worktime::local_date;

use crate::notification::PaymentNotification;
use crate::order::Order;
use crate::statement::{Line, LineKind, Statement};

/// The notifications of all payments that succeeded, and the last notification of each order.
#[derive(Default)]
pub struct Ledger {
    succeeded: Vec<PaymentNotification>,
    last: HashMap<String, PaymentNotification>,
}

impl Ledger {
    /// Records that an order was paid or cancelled and returns the notification to send. An order is paid once:
    /// paying it again returns the notification of the first payment.
    pub fn record(
        &mut self,
        order: &Order,
        succeeded: bool,
        transaction: String,
        paid_at: DateTime<Utc>,
    ) -> PaymentNotification {
        let reference = order.reference.to_string();
        if let Some(paid) = self.last.get(&reference).filter(|last| last.succeeded) {
            return paid.clone();
        }
        let notification =
            PaymentNotification { reference, transaction, amount_vnd: order.amount_vnd, paid_at, succeeded };
        if succeeded {
            self.succeeded.push(notification.clone());
        }
        self.last.insert(notification.reference.clone(), notification.clone());
        notification
    }

    /// The last notification of an order.
    pub fn last_notification(&self, reference: &str) -> Option<PaymentNotification> {
        self.last.get(reference).cloned()
    }

    /// The payments of a local day.
    pub fn statement(&self, day: NaiveDate) -> Statement {
        let of_day = self.succeeded.iter().filter(|payment| local_date(payment.paid_at) == day);
        let line = |payment: &PaymentNotification| Line {
            kind: LineKind::Payment,
            reference: payment.reference.clone(),
            transaction: payment.transaction.clone(),
            amount_vnd: payment.amount_vnd,
            paid_at: payment.paid_at,
        };
        Statement { lines: of_day.map(line).collect() }
    }
}
