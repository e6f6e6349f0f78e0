{{/* Every service, in the order of every list. */}}
{{- define "motcua.names" -}}
gateway{{ range .Values.backends }} {{ .name }}{{ end }} portal
{{- end }}

{{/* What each service holds. One with the bus also fetches the public keys of the gateway. */}}
{{- define "motcua.facts" -}}
gateway: {database: true, bus: false, lookupKey: false}
{{- range .Values.backends }}
{{ .name }}: {database: true, bus: true, lookupKey: {{ default false .lookupKey }}}
{{- end }}
portal: {database: false, bus: false, lookupKey: false}
{{- end }}

{{/* The settings of one service: the defaults with its own values over them. */}}
{{- define "motcua.settings" -}}
{{- $own := default dict (index .root.Values.services .name) }}
{{- $database := dict "existingSecret" (printf "motcua-%s-database" .name) "key" "url" "migrationSecret" "" "peers" list }}
{{- range $key, $value := $own.database }}
{{- $_ := set $database $key $value }}
{{- end }}
{{- $settings := mergeOverwrite (dict "busCredentialsSecret" "") (deepCopy .root.Values.defaults) (deepCopy $own) }}
{{- set $settings "database" $database | toYaml }}
{{- end }}

{{- define "motcua.release" -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" }}
{{- end }}

{{/* Selectors never carry the chart's version: it would make them change with every upgrade. */}}
{{- define "motcua.selector" -}}
app.kubernetes.io/name: motcua
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "motcua.labels" -}}
{{- include "motcua.selector" . }}
app.kubernetes.io/part-of: motcua
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* registry/repository@digest, or :tag. The global registry wins over the image's own. */}}
{{- define "motcua.image" -}}
{{- $registry := default .image.registry .root.Values.global.imageRegistry -}}
{{- with $registry }}{{ trimSuffix "/" . }}/{{ end -}}
{{- .image.repository -}}
{{- if .image.digest }}@{{ .image.digest }}{{ else }}:{{ default .root.Chart.AppVersion .image.tag }}{{ end -}}
{{- end }}

{{- define "motcua.gatewayUrl" -}}
http://{{ include "motcua.release" . }}-gateway:8080
{{- end }}

{{- define "motcua.busUrl" -}}
{{- if .Values.nats.enabled -}}
nats://{{ include "motcua.release" . }}-nats:4222
{{- else -}}
{{ .Values.bus.url }}
{{- end }}
{{- end }}

{{/* How many copies of the event streams the migrations have the broker keep. */}}
{{- define "motcua.streamReplicas" -}}
{{- default (ternary .Values.nats.replicas 1 .Values.nats.enabled) .Values.bus.streamReplicas }}
{{- end }}

{{/* hook, job or argo. */}}
{{- define "motcua.migrationMode" -}}
{{- if ne .Values.migrations.mode "auto" -}}
{{ .Values.migrations.mode }}
{{- else if or .Values.nats.enabled .Values.postgresql.cloudNativePg.enabled -}}
job
{{- else -}}
hook
{{- end }}
{{- end }}

{{/* The secret with a service's connection string, for serving or for migrating. */}}
{{- define "motcua.databaseSecret" -}}
{{- $database := (include "motcua.settings" . | fromYaml).database -}}
{{- if .root.Values.postgresql.cloudNativePg.enabled -}}
name: {{ include "motcua.release" .root }}-{{ .name }}-db-app
key: uri
{{- else if and .migrate $database.migrationSecret -}}
name: {{ $database.migrationSecret }}
key: {{ $database.key }}
{{- else -}}
name: {{ $database.existingSecret }}
key: {{ $database.key }}
{{- end }}
{{- end }}

{{- define "motcua.busCredentials" -}}
{{- $facts := index (include "motcua.facts" .root | fromYaml) .name -}}
{{- if $facts.bus }}{{ (include "motcua.settings" . | fromYaml).busCredentialsSecret }}{{ end -}}
{{- end }}
