//! What all parts of a run share: the API client, the tokens, the processes, and the count of commands.

use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;
use serde_json::Value;

use crate::call_error::CallError;
use crate::client::Client;
use crate::failure::Failure;
use crate::plan::Actor;
use crate::processes::Processes;
use crate::token_store::TokenStore;

/// The platform as the actors of the plan use it.
pub struct Session {
    /// The public API.
    pub client: Client,
    /// The tokens of all actors.
    pub tokens: TokenStore,
    /// The business clocks and event queues.
    pub processes: Processes,
    commands: AtomicU64,
}

impl Session {
    /// A session that has already sent `commands`.
    ///
    /// # Errors
    /// When the HTTP client cannot be built.
    pub fn new(gateway: &str, processes: Processes, commands: u64) -> Result<Self, Failure> {
        let client = Client::new(gateway)?;
        let tokens = TokenStore::new(client.clone());
        Ok(Self { client, tokens, processes, commands: AtomicU64::new(commands) })
    }

    /// Commands answered so far.
    pub fn commands(&self) -> u64 {
        self.commands.load(Ordering::Relaxed)
    }

    /// Sends a command as an actor and counts it; an expired token is renewed once.
    ///
    /// # Errors
    /// When it is refused, or the server stays unreachable.
    pub async fn command(
        &self,
        actor: &Actor,
        path: &str,
        key: &str,
        body: &(impl Serialize + Sync),
    ) -> Result<Value, CallError> {
        let token = self.tokens.token(actor).await?;
        match self.command_with(&token, path, key, body).await {
            Err(error) if error.is_unauthorised() => {
                let token = self.tokens.renewed(actor, &token).await?;
                self.command_with(&token, path, key, body).await
            }
            response => response,
        }
    }

    /// Reads as an actor; an expired token is renewed once.
    ///
    /// # Errors
    /// When it is refused, or the server stays unreachable.
    pub async fn read(&self, actor: &Actor, path: &str) -> Result<Value, CallError> {
        let token = self.tokens.token(actor).await?;
        match self.client.get(Some(&token), path).await {
            Err(error) if error.is_unauthorised() => {
                let token = self.tokens.renewed(actor, &token).await?;
                self.client.get(Some(&token), path).await
            }
            response => response,
        }
    }

    /// Reads all pages of a list as an actor; `path` has a query.
    ///
    /// # Errors
    /// When a page is refused, or the server stays unreachable.
    pub async fn read_all(&self, actor: &Actor, path: &str) -> Result<Vec<Value>, CallError> {
        let (mut items, mut next) = (Vec::new(), path.to_owned());
        loop {
            let mut page = self.read(actor, &next).await?;
            if let Some(Value::Array(found)) = page.get_mut("items").map(Value::take) {
                items.extend(found);
            }
            match page["next"].as_str() {
                Some(cursor) => next = format!("{path}&cursor={cursor}"),
                None => return Ok(items),
            }
        }
    }

    /// Sends a command with this token and counts it.
    ///
    /// # Errors
    /// When it is refused, or the server stays unreachable.
    pub async fn command_with(
        &self,
        token: &str,
        path: &str,
        key: &str,
        body: &(impl Serialize + Sync),
    ) -> Result<Value, CallError> {
        let response = self.client.post(token, path, key, body).await?;
        self.commands.fetch_add(1, Ordering::Relaxed);
        Ok(response)
    }
}
