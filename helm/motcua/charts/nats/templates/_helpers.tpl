{{- define "nats.fullname" -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" }}-nats
{{- end }}

{{- define "nats.selector" -}}
app.kubernetes.io/name: nats
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: nats
{{- end }}

{{- define "nats.labels" -}}
{{- include "nats.selector" . }}
app.kubernetes.io/part-of: motcua
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "nats.image" -}}
{{- $registry := default .Values.image.registry .Values.global.imageRegistry -}}
{{- with $registry }}{{ trimSuffix "/" . }}/{{ end -}}
{{- .Values.image.repository -}}
{{- if .Values.image.digest }}@{{ .Values.image.digest }}{{ else }}:{{ .Values.image.tag }}{{ end -}}
{{- end }}

{{- define "nats.conf" -}}
server_name: $POD_NAME
listen: "0.0.0.0:4222"
# The NetworkPolicy keeps this port closed; only the kubelet's probes reach it.
http: "0.0.0.0:8222"
pid_file: "/tmp/nats.pid"
# Events are small, and files never travel on the bus.
max_payload: 256KB
lame_duck_grace_period: "10s"
lame_duck_duration: "30s"

jetstream {
  store_dir: "/data"
  max_file_store: {{ .Values.storage.maxFileStore }}
  max_memory_store: {{ .Values.storage.maxMemoryStore }}
  # The default flushes every two minutes: a power cut would lose acknowledged events.
  sync_interval: always
  {{- if .Values.encryption.existingSecret }}
  cipher: chachapoly
  key: $JETSTREAM_KEY
  {{- end }}
}
{{- if gt (int .Values.replicas) 1 }}

cluster {
  name: motcua
  listen: "0.0.0.0:6222"
  routes: [
    {{- range until (int .Values.replicas) }}
    "nats://{{ include "nats.fullname" $ }}-{{ . }}.{{ include "nats.fullname" $ }}-headless:6222"
    {{- end }}
  ]
  {{- if .Values.clusterTls.existingSecret }}
  tls {
    cert_file: "/etc/nats/cluster-tls/tls.crt"
    key_file: "/etc/nats/cluster-tls/tls.key"
    ca_file: "/etc/nats/cluster-tls/ca.crt"
    verify: true
  }
  {{- end }}
}
{{- end }}
{{- if .Values.auth.existingSecret }}

include "./auth/auth.conf"
{{- end }}
{{- end }}
