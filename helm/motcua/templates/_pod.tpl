{{/* The environment of one service. The program refuses MOTCUA_ keys that it does not know, so each key
     goes only to those that read it. */}}
{{- define "motcua.env" -}}
{{- $root := .root -}}
{{- $name := .name -}}
{{- $facts := index (include "motcua.facts" $root | fromYaml) $name -}}
- name: MOTCUA_HTTP_LISTEN
  value: 0.0.0.0:8080
- name: MOTCUA_OPS_LISTEN
  value: 0.0.0.0:9090
- name: MOTCUA_LOG
  value: {{ $root.Values.config.log | quote }}
- name: MOTCUA_LOG_FORMAT
  value: json
- name: MOTCUA_ISSUER
  value: {{ default (include "motcua.gatewayUrl" $root) $root.Values.config.issuer | quote }}
{{- if and $root.Values.telemetry.otlp.endpoint (not .migrate) }}
- name: MOTCUA_OTLP_ENDPOINT
  value: {{ $root.Values.telemetry.otlp.endpoint | quote }}
{{- end }}
{{- if $facts.database }}
- name: MOTCUA_DATABASE_URL_FILE
  value: /run/secrets/motcua/database-url
{{- end }}
{{- if $facts.bus }}
- name: MOTCUA_NATS_URL
  value: {{ include "motcua.busUrl" $root | quote }}
- name: MOTCUA_NATS_REPLICAS
  value: {{ include "motcua.streamReplicas" $root | quote }}
{{- if include "motcua.busCredentials" . }}
- name: MOTCUA_NATS_CREDENTIALS_FILE
  value: /run/secrets/motcua/nats.creds
{{- end }}
- name: MOTCUA_JWKS_URL
  value: {{ include "motcua.gatewayUrl" $root }}/.well-known/jwks.json
{{- end }}
{{- if $facts.lookupKey }}
- name: MOTCUA_LOOKUP_KEY_FILE
  value: /run/secrets/motcua/lookup-key
{{- end }}
{{- if and (eq $name "intake") $root.Values.payments.pageUrl }}
- name: MOTCUA_PAYMENT_PAGE_URL
  value: {{ $root.Values.payments.pageUrl | quote }}
- name: MOTCUA_PAYMENT_RETURN_URL
  value: {{ $root.Values.payments.returnUrl | quote }}
- name: MOTCUA_PAYMENT_KEY_FILE
  value: /run/secrets/motcua/payment-key
{{- end }}
{{- if and (or (eq $name "gateway") (eq $name "portal")) $root.Values.config.trustedProxies (not .migrate) }}
- name: MOTCUA_TRUSTED_PROXIES
  value: {{ join "," $root.Values.config.trustedProxies | quote }}
{{- end }}
{{- if eq $name "gateway" }}
{{- $upstreams := list }}
{{- range $root.Values.backends }}
{{- $upstreams = append $upstreams (printf "%s=http://%s-%s:8080" .name (include "motcua.release" $root) .name) }}
{{- end }}
- name: MOTCUA_UPSTREAMS
  value: {{ join "," $upstreams | quote }}
- name: MOTCUA_ADMIN_PASSWORD_FILE
  value: /run/secrets/motcua/admin-password
- name: MOTCUA_E_IDENTITY
  value: {{ $root.Values.config.eIdentity | quote }}
{{- end }}
{{- if eq $name "portal" }}
- name: MOTCUA_GATEWAY_URL
  value: {{ include "motcua.gatewayUrl" $root }}
{{- with $root.Values.payments.pageUrl }}
- name: MOTCUA_PAYMENT_PAGE_URL
  value: {{ . | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* The secrets of one service, as files of one folder. A projected volume follows a changed secret. */}}
{{- define "motcua.secretSources" -}}
{{- $facts := index (include "motcua.facts" .root | fromYaml) .name -}}
{{- if $facts.database }}
{{- $secret := include "motcua.databaseSecret" . | fromYaml }}
- secret:
    name: {{ $secret.name }}
    items:
      - key: {{ $secret.key }}
        path: database-url
{{- end }}
{{- with include "motcua.busCredentials" . }}
- secret:
    name: {{ . }}
    items:
      - key: nats.creds
        path: nats.creds
{{- end }}
{{- if $facts.lookupKey }}
- secret:
    name: {{ .root.Values.secrets.lookupKey.existingSecret }}
    items:
      - key: {{ .root.Values.secrets.lookupKey.key }}
        path: lookup-key
{{- end }}
{{- if and (eq .name "intake") .root.Values.payments.pageUrl }}
- secret:
    name: {{ .root.Values.secrets.paymentKey.existingSecret }}
    items:
      - key: {{ .root.Values.secrets.paymentKey.key }}
        path: payment-key
{{- end }}
{{- if eq .name "gateway" }}
- secret:
    name: {{ .root.Values.secrets.adminPassword.existingSecret }}
    items:
      - key: {{ .root.Values.secrets.adminPassword.key }}
        path: admin-password
{{- end }}
{{- end }}

{{/* A pod that serves, or, with migrate, one that migrates and ends. */}}
{{- define "motcua.podSpec" -}}
{{- $root := .root -}}
{{- $name := .name -}}
{{- $settings := include "motcua.settings" . | fromYaml -}}
{{- $secretSources := include "motcua.secretSources" . | trim -}}
automountServiceAccountToken: false
# Kubernetes would add MOTCUA_GATEWAY_PORT and its like, and the program refuses unknown MOTCUA_ keys.
enableServiceLinks: false
{{- if .migrate }}
restartPolicy: Never
{{- else }}
serviceAccountName: {{ include "motcua.release" $root }}
terminationGracePeriodSeconds: {{ $settings.terminationGracePeriodSeconds }}
{{- end }}
{{- with $root.Values.global.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $settings.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
containers:
  - name: {{ ternary "migrate" $name .migrate }}
    image: {{ include "motcua.image" (dict "root" $root "image" $root.Values.image) | quote }}
    imagePullPolicy: {{ $root.Values.image.pullPolicy }}
    command: [/usr/local/bin/motcua-{{ $name }}]
    {{- if .migrate }}
    args: [migrate]
    {{- end }}
    env:
      {{- include "motcua.env" . | nindent 6 }}
      {{- with $settings.extraEnv }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- with $settings.extraEnvFrom }}
    envFrom:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    {{- if not .migrate }}
    ports:
      - {name: http, containerPort: 8080, protocol: TCP}
      - {name: metrics, containerPort: 9090, protocol: TCP}
    startupProbe:
      httpGet: {path: /healthz/startup, port: http}
      periodSeconds: 3
      failureThreshold: 100
      timeoutSeconds: 3
    livenessProbe:
      httpGet: {path: /healthz/live, port: http}
      periodSeconds: 10
      failureThreshold: 3
      timeoutSeconds: 3
    readinessProbe:
      httpGet: {path: /healthz/ready, port: http}
      periodSeconds: 5
      failureThreshold: 2
      timeoutSeconds: 3
    lifecycle:
      preStop:
        sleep: {seconds: {{ $settings.preStopSeconds }}}
    {{- end }}
    resources:
      {{- toYaml (ternary $root.Values.migrations.resources $settings.resources .migrate) | nindent 6 }}
    securityContext:
      allowPrivilegeEscalation: false
      readOnlyRootFilesystem: true
      capabilities:
        drop: [ALL]
    volumeMounts:
      - name: tmp
        mountPath: /tmp
      {{- if $secretSources }}
      - name: secrets
        mountPath: /run/secrets/motcua
        readOnly: true
      {{- end }}
      {{- with $settings.extraVolumeMounts }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
{{- with $settings.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $settings.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $settings.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- if and (not .migrate) $root.Values.topologySpread.enabled }}
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - topologyKey: {{ . }}
    maxSkew: 1
    whenUnsatisfiable: {{ $root.Values.topologySpread.whenUnsatisfiable }}
    labelSelector:
      matchLabels:
        {{- include "motcua.selector" (dict "root" $root "component" $name) | nindent 8 }}
  {{- end }}
{{- end }}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 64Mi
  {{- if $secretSources }}
  - name: secrets
    projected:
      defaultMode: 0440
      sources:
        {{- $secretSources | nindent 8 }}
  {{- end }}
  {{- with $settings.extraVolumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
