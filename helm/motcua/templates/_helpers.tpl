{{/* Who the services are and what each of them may hold. The order is the order of every list. */}}
{{- define "motcua.names" -}}
gateway catalogue intake routing processing results ratings reporting portal
{{- end }}

{{- define "motcua.facts" -}}
gateway:    {database: true,  bus: false, jwks: false, lookupKey: false}
catalogue:  {database: true,  bus: true,  jwks: true,  lookupKey: false}
intake:     {database: true,  bus: true,  jwks: true,  lookupKey: true}
routing:    {database: true,  bus: true,  jwks: true,  lookupKey: false}
processing: {database: true,  bus: true,  jwks: true,  lookupKey: false}
results:    {database: true,  bus: true,  jwks: true,  lookupKey: false}
ratings:    {database: true,  bus: true,  jwks: true,  lookupKey: true}
reporting:  {database: true,  bus: true,  jwks: true,  lookupKey: true}
portal:     {database: false, bus: false, jwks: false, lookupKey: false}
{{- end }}

{{/* The settings of one service: the defaults with its own words over them. */}}
{{- define "motcua.settings" -}}
{{- mergeOverwrite (deepCopy .root.Values.defaults) (deepCopy (index .root.Values.services .name)) | toYaml }}
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
{{- $database := (index .root.Values.services .name).database -}}
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
{{- if $facts.bus }}{{ (index .root.Values.services .name).busCredentialsSecret }}{{ end -}}
{{- end }}
