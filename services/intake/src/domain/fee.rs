//! The fees of a dossier: what the office demanded, and what can be paid now.

use motcua_contracts::ids::FeeId;
use serde::{Deserialize, Serialize};

/// When in the life of a dossier a fee is collected (HinhThucThu of the national exchange).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CollectionPoint {
    /// Khi tiếp nhận (1).
    Intake,
    /// Khi bổ sung (2): demanded by the office, or paid while a supplement is awaited.
    Supplement,
    /// Khi trả kết quả (4): after the decision.
    Return,
}

impl CollectionPoint {
    /// The name in messages and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Supplement => "supplement",
            Self::Return => "return",
        }
    }
}

/// A fee that the office demands (status 6). Its amount never changes; another demand has another id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FeeDue {
    /// Its id.
    pub id: FeeId,
    /// The amount in đồng, which has no minor unit.
    pub amount_vnd: u64,
}

/// A fee that can be paid now; of a payment, the fee that it paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PayableFee {
    /// Its id.
    pub fee: FeeId,
    /// The amount in đồng.
    pub amount_vnd: u64,
    /// When in the life of the dossier it is collected.
    #[serde(alias = "moment")]
    pub collection_point: CollectionPoint,
    /// Whether the office demanded it (status 6); otherwise it is the fee of the procedure.
    pub demanded: bool,
}
