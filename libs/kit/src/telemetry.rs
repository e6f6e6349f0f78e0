//! Logs as data on standard error, traces to an OpenTelemetry collector, metrics for scraping.

use axum::http::HeaderMap;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use opentelemetry::propagation::{Extractor, TextMapPropagator};
use opentelemetry::trace::{TraceContextExt, TracerProvider};
use opentelemetry_otlp::{SpanExporter, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{Sampler, SdkTracerProvider};
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

use crate::config::{Level, LogFormat, Settings};

/// The running exporters of a process.
pub struct Telemetry {
    tracer: Option<SdkTracerProvider>,
    metrics: Option<PrometheusHandle>,
}

impl Telemetry {
    /// The metrics in the format that Prometheus scrapes.
    pub fn metrics(&self) -> Option<PrometheusHandle> {
        self.metrics.clone()
    }

    /// Exports the spans that are still buffered; call it after the servers stopped.
    pub async fn shutdown(self) {
        let Some(tracer) = self.tracer else { return };
        // Waits for the collector, so not on a thread of the runtime.
        let flushed = tokio::task::spawn_blocking(move || tracer.shutdown().map_err(|error| error.to_string())).await;
        if let Err(error) = flushed.unwrap_or_else(|error| Err(error.to_string())) {
            tracing::warn!(error, "traces not flushed");
        }
    }
}

/// Starts logs, traces and metrics for a process named `service`. A second call in one process changes nothing.
pub fn init(service: &'static str, settings: &Settings) -> Telemetry {
    let lines = match settings.log_format {
        LogFormat::Text => fmt::layer().with_writer(std::io::stderr).compact().boxed(),
        LogFormat::Json => fmt::layer().with_writer(std::io::stderr).json().flatten_event(true).boxed(),
    };
    let tracer = tracer(service, settings);
    let spans = tracer
        .as_ref()
        .map(|tracer| tracing_opentelemetry::layer().with_tracer(tracer.tracer("motcua")).with_filter(exported()));
    let registry = tracing_subscriber::registry().with(lines.with_filter(logged(settings.log))).with(spans);
    if registry.try_init().is_err() {
        tracing::debug!("telemetry was started before");
    }
    let metrics = PrometheusBuilder::new().install_recorder().ok();
    Telemetry { tracer, metrics }
}

/// What is logged: libraries that log every statement or message only from warnings on.
fn logged(level: Level) -> Targets {
    let libraries = ["sqlx", "sea_orm", "sea_orm_migration", "async_nats"];
    Targets::new().with_default(level).with_targets(libraries.map(|library| (library, level.min(Level::WARN))))
}

/// What is exported: our own spans and events. Those of libraries carry what they are given: the ORM's `connect` span
/// carries the database address with its password.
fn exported() -> Targets {
    Targets::new().with_target("motcua", Level::DEBUG)
}

fn tracer(service: &'static str, settings: &Settings) -> Option<SdkTracerProvider> {
    let endpoint = &settings.otlp_endpoint;
    if endpoint.is_empty() {
        return None;
    }
    let exporter = SpanExporter::builder().with_http().with_endpoint(format!("{endpoint}/v1/traces")).build();
    match exporter {
        Ok(exporter) => {
            let resource = Resource::builder().with_service_name(service).build();
            let sampler = Sampler::ParentBased(Box::new(Sampler::TraceIdRatioBased(settings.otlp_sample_ratio)));
            let builder = SdkTracerProvider::builder().with_sampler(sampler).with_resource(resource);
            Some(builder.with_batch_exporter(exporter).build())
        }
        Err(error) => {
            eprintln!("traces are off: {error}");
            None
        }
    }
}

struct Headers<'a>(&'a HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(|value| value.to_str().ok())
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(|name| name.as_str()).collect()
    }
}

/// Makes `span` a child of the trace that the request's `traceparent` names, if it names one.
pub fn continue_trace(span: &tracing::Span, headers: &HeaderMap) {
    if headers.contains_key("traceparent") {
        let parent = TraceContextPropagator::new().extract(&Headers(headers));
        if let Err(error) = span.set_parent(parent) {
            tracing::debug!(error = %error, "trace not continued");
        }
    }
}

/// The W3C trace context of the current span, when traces are recorded.
pub fn traceparent() -> Option<String> {
    let context = tracing::Span::current().context();
    let span = context.span();
    let span = span.span_context();
    let flags = span.trace_flags().to_u8();
    span.is_valid().then(|| format!("00-{}-{}-{flags:02x}", span.trace_id(), span.span_id()))
}

/// Id of the current trace, when traces are recorded.
pub fn trace_id() -> Option<String> {
    let context = tracing::Span::current().context();
    let span = context.span();
    let span = span.span_context();
    span.is_valid().then(|| span.trace_id().to_string())
}

#[cfg(test)]
mod tests {
    use opentelemetry::trace::{Span, Tracer};

    use super::*;

    #[test]
    fn the_sample_ratio_decides_about_traces_that_start_here() {
        for (ratio, sampled) in [(0.0, false), (1.0, true)] {
            let otlp_endpoint = "http://127.0.0.1:1".to_owned();
            let settings = Settings { otlp_endpoint, otlp_sample_ratio: ratio, ..Settings::defaults().unwrap() };
            let provider = tracer("tests", &settings).unwrap();
            assert_eq!(provider.tracer("tests").start("root").span_context().is_sampled(), sampled);
        }
    }
}
