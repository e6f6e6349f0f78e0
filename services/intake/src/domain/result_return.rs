//! How the applicant wants the result delivered.

use motcua_contracts::Channel;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Applicant;

/// How the applicant wants the result: at the counter that received the dossier, by post, online.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResultReturn {
    /// How the result is delivered.
    pub delivery_method: Channel,
    /// Where the post delivers it; for the post alone. Personal data: it never leaves intake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 3, max_length = 250, example = "Tổ 9, phường Tân Phong, tỉnh Lai Châu")]
    pub address: Option<String>,
}

impl ResultReturn {
    /// The default: by the channel of the submission; by post to the applicant's address.
    pub fn default_for(channel: Channel, applicant: &Applicant) -> Self {
        let address = (channel == Channel::Post).then(|| applicant.address.clone());
        Self { delivery_method: channel, address }
    }

    /// Whether it has an address exactly when the delivery method needs one.
    pub fn has_valid_address(&self) -> bool {
        self.address.is_some() == (self.delivery_method == Channel::Post)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applicant() -> Applicant {
        let (name, identity_number, phone) = (String::new(), String::new(), String::new());
        Applicant { name, identity_number, phone, address: "Bản Nà Cọ".into(), email: None, submitted_by: None }
    }

    #[test]
    fn a_result_is_delivered_by_the_channel_of_the_submission_by_default() {
        let of = |channel| ResultReturn::default_for(channel, &applicant());
        let address = Some("Bản Nà Cọ".into());
        assert_eq!(of(Channel::Post), ResultReturn { delivery_method: Channel::Post, address });
        assert_eq!(of(Channel::Counter), ResultReturn { delivery_method: Channel::Counter, address: None });
        assert_eq!(of(Channel::Online), ResultReturn { delivery_method: Channel::Online, address: None });
    }

    #[test]
    fn only_delivery_by_post_has_an_address() {
        for delivery_method in [Channel::Online, Channel::Counter, Channel::Post] {
            let with = |address: Option<&str>| {
                ResultReturn { delivery_method, address: address.map(str::to_owned) }.has_valid_address()
            };
            let is_post = delivery_method == Channel::Post;
            assert_eq!((with(Some("Tổ 9")), with(None)), (is_post, !is_post), "{delivery_method:?}");
        }
    }
}
