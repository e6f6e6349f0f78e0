//! Checking an access token: signature, type, issuer, audience, times; verified ones are remembered until they expire.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Validation, decode, decode_header};
use moka::sync::Cache;
use serde_json::{Map, Value};

use super::revocations::TokenId;
use super::{AUDIENCE, Actor, Claims, KeySet, Principal};
use crate::clock::Clock;
use crate::problem::{Problem, Slug};

const TYPE: &str = "at+jwt";
const LARGEST_TOKEN: usize = 4096;
const LEEWAY_SECONDS: i64 = 30;
const REQUIRED: [&str; 5] = ["exp", "nbf", "iss", "aud", "sub"];

/// Verifies access tokens; cheap to clone.
#[derive(Clone)]
pub struct Verifier {
    keys: KeySet,
    issuer: Arc<str>,
    wall: Clock,
    seen: Cache<String, Arc<Verified>>,
}

/// A token that passed every check, with what can still end it.
struct Verified {
    principal: Principal,
    /// Seconds since 1970.
    expires: i64,
    id: TokenId,
}

impl Verifier {
    /// A verifier for tokens of `issuer`.
    pub fn new(keys: KeySet, issuer: &str, wall: Clock) -> Self {
        let seen = Cache::builder().max_capacity(20_000).time_to_live(Duration::from_secs(60)).build();
        Self { keys, issuer: issuer.into(), wall, seen }
    }

    /// The caller of a request with these headers.
    ///
    /// # Errors
    /// `unauthenticated` unless there is exactly one bearer token and it passes every check; `unavailable` while no
    /// key is known to check it with.
    pub fn actor(&self, headers: &HeaderMap) -> Result<Actor, Problem> {
        self.principal(headers).map(|principal| principal.actor)
    }

    /// The same with the scopes of the token.
    ///
    /// # Errors
    /// As [`Self::actor`].
    pub fn principal(&self, headers: &HeaderMap) -> Result<Principal, Problem> {
        self.try_principal(headers).ok_or_else(|| {
            let cannot_tell = !Self::is_anonymous(headers) && self.keys.is_unusable();
            Problem::new(if cannot_tell { Slug::Unavailable } else { Slug::Unauthenticated })
        })
    }

    /// Whether the request carries any credentials at all.
    pub fn is_anonymous(headers: &HeaderMap) -> bool {
        !headers.contains_key(header::AUTHORIZATION)
    }

    fn try_principal(&self, headers: &HeaderMap) -> Option<Principal> {
        let mut values = headers.get_all(header::AUTHORIZATION).iter();
        let value = values.next()?.to_str().ok()?;
        if values.next().is_some() {
            return None;
        }
        let (scheme, token) = value.split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("bearer") || token.len() > LARGEST_TOKEN {
            return None;
        }
        self.verify(token)
    }

    fn verify(&self, token: &str) -> Option<Principal> {
        let now = self.wall.now().timestamp();
        if self.keys.is_unusable() {
            return None;
        }
        let verified = match self.seen.get(token) {
            Some(verified) => verified,
            None => self.check_once(token, now)?,
        };
        let is_good = verified.expires > now - LEEWAY_SECONDS && !self.keys.has_revoked(&verified.id);
        is_good.then(|| verified.principal.clone())
    }

    fn check_once(&self, token: &str, now: i64) -> Option<Arc<Verified>> {
        let claims = self.check(token, now)?;
        let id = TokenId::new(claims.sid, claims.sub, claims.motcua_av);
        let actor = Actor::account(claims.sub, claims.motcua_roles, claims.motcua_unit);
        let principal = Principal::new(actor, claims.scope.as_deref());
        let verified = Arc::new(Verified { principal, expires: claims.exp, id });
        self.seen.insert(token.to_owned(), verified.clone());
        Some(verified)
    }

    fn check(&self, token: &str, now: i64) -> Option<Claims> {
        let head = decode_header(token).ok()?;
        if head.typ.as_deref() != Some(TYPE) || has_critical_headers(token) {
            return None;
        }
        let key = self.keys.find(head.kid.as_deref()?)?;
        let mut rules = Validation::new(key.1);
        rules.set_issuer(&[&self.issuer]);
        rules.set_audience(&[AUDIENCE]);
        rules.set_required_spec_claims(&REQUIRED);
        // Times are checked below, by the injected clock.
        rules.validate_exp = false;
        rules.validate_nbf = false;
        let claims = decode::<Claims>(token, &key.0, &rules).ok()?.claims;
        let in_time = claims.exp > now - LEEWAY_SECONDS
            && claims.nbf <= now + LEEWAY_SECONDS
            && claims.iat <= now + LEEWAY_SECONDS;
        in_time.then_some(claims)
    }
}

/// Whether a token names headers that must be understood (RFC 7515, section 4.1.11): we understand none of them.
fn has_critical_headers(token: &str) -> bool {
    let header = token.split('.').next().unwrap_or_default();
    let header = URL_SAFE_NO_PAD.decode(header).unwrap_or_default();
    serde_json::from_slice::<Map<String, Value>>(&header).is_ok_and(|header| header.contains_key("crit"))
}

impl<S> FromRequestParts<S> for Actor
where
    S: Send + Sync,
    Verifier: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        // The guard has verified it already where the operation's rule asks for an account.
        match parts.extensions.get::<Self>() {
            Some(actor) => Ok(actor.clone()),
            None => Verifier::from_ref(state).actor(&parts.headers),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Signer;
    use super::*;
    use chrono::DateTime;
    use serde_json::json;
    use uuid::Uuid;

    const NOW: i64 = 1_700_000_000;

    struct Fixture {
        signer: Signer,
        verifier: Verifier,
    }

    fn fixture() -> Fixture {
        let signer = Signer::from_seed(&[7; 32]).unwrap();
        let keys = KeySet::default();
        keys.replace(&signer.public());
        let wall = Clock::manual(DateTime::from_timestamp(NOW, 0).unwrap());
        Fixture { signer, verifier: Verifier::new(keys, "https://issuer", wall) }
    }

    fn claims() -> serde_json::Value {
        json!({"iss": "https://issuer", "sub": Uuid::nil(), "aud": "motcua", "client_id": "c", "iat": NOW, "nbf": NOW,
            "exp": NOW + 300, "jti": Uuid::nil(), "sid": Uuid::nil(), "auth_time": NOW, "motcua_roles": ["clerk"]})
    }

    fn answer(fixture: &Fixture, kind: &str, claims: &serde_json::Value) -> Result<Actor, Problem> {
        let token = fixture.signer.sign(kind, claims).unwrap();
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, format!("Bearer {token}").parse().unwrap());
        fixture.verifier.actor(&headers)
    }

    #[test]
    fn a_good_token_names_its_account_and_roles() {
        let actor = answer(&fixture(), "at+jwt", &claims()).unwrap();
        assert_eq!(actor.roles, ["clerk"]);
    }

    #[test]
    fn a_token_that_fails_any_check_is_refused() {
        let fixture = fixture();
        let with = |field: &str, value: serde_json::Value| {
            let mut changed = claims();
            changed[field] = value;
            changed
        };
        let wrong = [
            with("iss", json!("https://other")),
            with("aud", json!("other")),
            with("aud", json!([])),
            with("exp", json!(NOW - 31)),
            with("exp", json!("soon")),
            with("nbf", json!(NOW + 31)),
            with("iat", json!(NOW + 31)),
            with("sub", json!("somebody")),
        ];
        for claims in wrong {
            assert!(answer(&fixture, "at+jwt", &claims).is_err(), "{claims}");
        }
        assert!(answer(&fixture, "JWT", &claims()).is_err());
    }

    #[test]
    fn an_expired_token_is_refused_even_when_it_was_seen_before() {
        let fixture = fixture();
        assert!(answer(&fixture, "at+jwt", &claims()).is_ok());
        fixture.verifier.wall.set(DateTime::from_timestamp(NOW + 300 + LEEWAY_SECONDS, 0).unwrap());
        assert!(answer(&fixture, "at+jwt", &claims()).is_err());
    }

    #[test]
    fn a_token_with_headers_that_must_be_understood_is_refused() {
        let header = |header: &str| format!("{}.e30.x", URL_SAFE_NO_PAD.encode(header));
        assert!(has_critical_headers(&header(r#"{"alg":"EdDSA","typ":"at+jwt","crit":["b64"],"b64":false}"#)));
        assert!(!has_critical_headers(&header(r#"{"alg":"EdDSA","typ":"at+jwt","kid":"crit"}"#)));
    }

    #[test]
    fn a_revoked_token_is_refused_even_when_it_was_seen_before() {
        use super::super::Revocations;
        let fixture = fixture();
        assert!(answer(&fixture, "at+jwt", &claims()).is_ok());
        fixture.verifier.keys.revoke(Revocations::new([Uuid::nil()], []));
        assert_eq!(answer(&fixture, "at+jwt", &claims()).unwrap_err().code(), "unauthenticated");
        fixture.verifier.keys.revoke(Revocations::new([], [(Uuid::nil(), 2)]));
        assert!(answer(&fixture, "at+jwt", &claims()).is_err());
        let mut newer = claims();
        newer["motcua_av"] = json!(2);
        assert!(answer(&fixture, "at+jwt", &newer).is_ok());
    }

    #[test]
    fn a_token_within_the_leeway_is_accepted_every_time() {
        let (fixture, mut claims) = (fixture(), claims());
        claims["exp"] = json!(NOW - LEEWAY_SECONDS + 1);
        assert!((0..3).all(|_| answer(&fixture, "at+jwt", &claims).is_ok()));
        assert!(fixture.verifier.wall.set(DateTime::from_timestamp(NOW + 1, 0).unwrap()));
        assert!(answer(&fixture, "at+jwt", &claims).is_err());
    }

    #[test]
    fn without_verification_keys_a_valid_token_gets_503() {
        let Fixture { signer, verifier } = fixture();
        let keyless = Verifier::new(KeySet::default(), "https://issuer", verifier.wall);
        let fixture = Fixture { signer, verifier: keyless };
        assert_eq!(answer(&fixture, "at+jwt", &claims()).unwrap_err().code(), "unavailable");
        assert_eq!(fixture.verifier.actor(&HeaderMap::new()).unwrap_err().code(), "unauthenticated");
        fixture.verifier.keys.replace(&fixture.signer.public());
        assert!(answer(&fixture, "at+jwt", &claims()).is_ok());
    }

    #[test]
    fn a_signature_of_another_key_is_refused() {
        let fixture = fixture();
        let stranger = Signer::from_seed(&[8; 32]).unwrap();
        let token = stranger.sign("at+jwt", &claims()).unwrap();
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, format!("Bearer {token}").parse().unwrap());
        assert!(fixture.verifier.actor(&headers).is_err());
        headers.insert(header::AUTHORIZATION, "Basic eA==".parse().unwrap());
        assert!(fixture.verifier.actor(&headers).is_err());
        assert!(fixture.verifier.actor(&HeaderMap::new()).is_err());
    }
}
