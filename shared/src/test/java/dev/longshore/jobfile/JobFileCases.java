package dev.longshore.jobfile;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Good and bad values of each key of a job file.
 *
 * @param key the key in the schema's own order, with {@code *} for any name
 * @param yaml lines of a job file; a job and an image are added where they are missing
 * @param complaints what is said of it, after the file's name; none where it is right
 */
record JobFileCases(String key, String yaml, List<String> complaints) {

  private static final String TABLE =
      """
      # a line of YAML ends in ;; and a complaint in &&
      job | job: a |
      job | job: a-1-b |
      job | job: no |
      job | job: null | 1: job: must be a lower-case letter, then up to 39 of a-z, 0-9 and '-', but is nothing
      job | job: 1 | 1: job: must be a lower-case letter, then up to 39 of a-z, 0-9 and '-', but is the number 1
      job | job: A | 1: job: must be a lower-case letter, then up to 39 of a-z, 0-9 and '-', but is 'A'
      job | job: ../../etc/passwd | 1: job: must be a lower-case letter, then up to 39 of a-z, 0-9 and '-', but is '../../etc/passwd'
      job | job: a/b | 1: job: must be a lower-case letter, then up to 39 of a-z, 0-9 and '-', but is 'a/b'
      job | job: "a\\n" | 1: job: must be a lower-case letter, then up to 39 of a-z, 0-9 and '-', but is 'a\\u000a'
      job | job: a ;; job: a | 2: job: is there twice, in line 1 too; keep one
      job | JOB: a | 1: JOB: unknown key; did you mean job?

      description | description: Load yesterday's orders |
      description | description: 2026-12-01 |
      description | description: 2026 | 1: description: must be a text, but is the number 2026; in quotes it is a text
      description | description: [a] | 1: description: must be a text, but is a list

      image | image: orders-etl:1.4.2 |
      image | image: localhost:5000/team/orders_etl:2026-01-01 |
      image | image: 123456789012.dkr.ecr.us-east-1.amazonaws.com/a/b:latest-1 |
      image | image: a@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef |
      image | image: a:latest@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef |
      image | image: nginx | 1: image: must have a tag or a digest, such as nginx:1.4.2, but has none
      image | image: localhost:5000/nginx | 1: image: must have a tag or a digest, such as localhost:5000/nginx:1.4.2, but has none
      image | image: nginx:latest | 1: image: must have a tag that stays what it is, such as 1.4.2, but has latest
      image | image: "a b:1" | 1: image: must be an image name with a tag or a digest, such as orders-etl:1.4.2, but is 'a b:1'
      image | image: a@sha256:0123 | 1: image: must be an image name with a tag or a digest, such as orders-etl:1.4.2, but is 'a@sha256:0123'
      image | image: "" | 1: image: must be an image name with a tag or a digest, such as orders-etl:1.4.2, but is ''
      image | image: 1.5 | 1: image: must be an image name with a tag or a digest, such as orders-etl:1.4.2, but is the number 1.5

      command | command: [python, etl.py, --date, "{{ scheduledDate }}"] |
      command | command: [sleep, 60, 0x1F, true, "", 'a"b $HOME; rm'] |
      command | command: ["{{scheduledTime}} {{runId}}{{ attempt }}{{ member }}"] |
      command | command: [] | 1: command: must have 1 or more entries, but has 0
      command | command: python etl.py | 1: command: must be a list, but is the text 'python etl.py'; a list is written [a, b]
      command | command: [a, [b]] | 1: command[1]: must be a text, or a number, or true or false, but is a list
      command | command: [a, null] | 1: command[1]: must be a text, or a number, or true or false, but is nothing
      command | command: ["{{ now }}"] | 1: command[0]: '{{ now }}' is none of attempt, member, runId, scheduledDate, scheduledTime and params.NAME
      command | command: ["{{ runId"] | 1: command[0]: '{{' without '}}' in '{{ runId'
      command | command: ["{{ params.key }}"] |
      command | command: ["{{ params.key }}"] ;; parameters: { limit: {} } | 1: command[0]: {{ params.key }} is no parameter of this job; declare it under parameters
      command | command: ["{{ params.kye }}"] ;; parameters: { key: {} } | 1: command[0]: {{ params.kye }} is no parameter of this job; did you mean params.key?
      command | command: ["a\\0b"] | 1: command[0]: holds a NUL character, which no program can be given

      cpu | cpu: 1024 ;; memory: 2048 |
      cpu | cpu: 0x100 |
      cpu | cpu: 256.0 |
      cpu | cpu: 1024 | 1: cpu: Fargate has no cpu 1024 with memory 512; the nearest are cpu 256 with memory 512, or cpu 1024 with memory 2048
      cpu | cpu: 300 ;; memory: 700 | 2: memory: Fargate has no cpu 300 with memory 700; the nearest are cpu 256 with memory 512
      cpu | cpu: "256" | 1: cpu: must be a whole number, but is the text '256'; without quotes it is a number
      cpu | cpu: 256.5 | 1: cpu: must be a whole number, but is the number 256.5
      cpu | cpu: .nan | 1: cpu: must be a whole number, but is the text '.nan'
      cpu | cpu: 1e999 | 1: cpu: must be a whole number, but is the text '1e999'
      cpu | cpu: 99999999999999999999 | 1: cpu: must be from 256 to 16384, but is 99999999999999999999
      cpu | cpu: -256 | 1: cpu: must be from 256 to 16384, but is -256
      cpu | cpu: 256 ;; cpu: 512 | 2: cpu: is there twice, in line 1 too; keep one

      memory | memory: 2048 |
      memory | memory: 4096 | 1: memory: Fargate has no cpu 256 with memory 4096; the nearest are cpu 256 with memory 2048, or cpu 512 with memory 4096
      memory | cpu: 1024 ;; memory: 2500 | 2: memory: Fargate has no cpu 1024 with memory 2500; the nearest are cpu 1024 with memory 2048, or cpu 1024 with memory 3072
      memory | memory: 2 GB | 1: memory: must be a whole number, but is the text '2 GB'

      architecture | architecture: arm64 |
      architecture | architecture: x86_64 |
      architecture | architecture: ARM64 | 1: architecture: must be one of x86_64, arm64, but is the text 'ARM64'; did you mean arm64?
      architecture | architecture: [arm64] | 1: architecture: must be one of x86_64, arm64, but is a list

      ephemeralStorage | ephemeralStorage: 21 |
      ephemeralStorage | ephemeralStorage: 20.5 | 1: ephemeralStorage: must be a whole number, but is the number 20.5
      ephemeralStorage | ephemeral_storage: 40 | 1: ephemeral_storage: unknown key; did you mean ephemeralStorage?

      schedule | schedule: { rate: 15m } |
      schedule | schedule: [ { rate: 15m }, { cron: "0 0 * * ? *" }, { at: 2026-12-01T09:00 } ] |
      schedule | schedule: [] | 1: schedule: must have 1 or more entries, but has 0
      schedule | schedule: 15m | 1: schedule: must be a mapping, or a list, but is the text '15m'; a list is written [a, b]
      schedule | schedule: {} | 1: schedule: must have exactly one of cron, rate, at, but has none
      schedule | schedule: { timezone: UTC } | 1: schedule: must have exactly one of cron, rate, at, but has none
      schedule | schedule: { rate: 1h, cron: "0 0 * * ? *" } | 1: schedule: must have exactly one of cron, rate, at, but has cron and rate
      schedule | schedule: [ { rate: 1h }, 5 ] | 1: schedule[1]: must be a mapping, but is the number 5
      schedule | schedule: [ { rate: 1h }, { corn: "0 0 * * ? *" } ] | 1: schedule[1].corn: unknown key; did you mean cron?
      schedule.cron | schedule: { cron: "30 2 * * ? *" } |
      schedule.cron | schedule: { cron: "cron(0 9 ? * MON-FRI *)" } |
      schedule.cron | schedule: { cron: "30 2 29 3 ? *", timezone: Europe/Berlin } |
      schedule.cron | schedule: { cron: "30 2 * * *" } | 1: schedule.cron: a cron has six fields (minutes hours day-of-month month day-of-week year), but this has 5
      schedule.cron | schedule: { cron: "0 0 30 2 ? *" } | 1: schedule.cron: day-of-month: '30' never comes in month '2' of year '*', so it would never fire
      schedule.cron | schedule: ;; - cron: "61 * * * ? *" ;; - cron: "* * 1,L * ? *" | 2: schedule[0].cron: minutes: '61' is none of 0-59 && 3: schedule[1].cron: day-of-month: '1,L' is none of L, LW and 1W-31W, which stand alone
      schedule.cron | schedule: { cron: "30 2 29 3 ? 2026", timezone: Europe/Berlin } | 1: schedule.cron: never fires in Europe/Berlin: its clocks skip that time
      schedule.cron | schedule: { cron: 5 } | 1: schedule.cron: must be a text, but is the number 5; in quotes it is a text
      schedule.rate | schedule: { rate: 1h30m } |
      schedule.rate | schedule: { rate: 90s } | 1: schedule.rate: must be whole minutes, but is 1m30s
      schedule.rate | schedule: { rate: 15 } | 1: schedule.rate: must be a duration such as 90s, 15m, 1h30m or 2d, but is the number 15
      schedule.rate | schedule: { rate: 5 minutes } | 1: schedule.rate: must be a duration such as 90s, 15m, 1h30m or 2d, but is '5 minutes'
      schedule.rate | schedule: { rate: -5m } | 1: schedule.rate: must be a duration such as 90s, 15m, 1h30m or 2d, but is '-5m'
      schedule.at | schedule: { at: 2026-12-01T09:00 } |
      schedule.at | schedule: { at: "2026-12-01T09:00:30" } |
      schedule.at | schedule: { at: 2026-12-01 } | 1: schedule.at: must be a local time such as 2026-12-01T09:00, without an offset, but is '2026-12-01'
      schedule.at | schedule: { at: 2026-12-01T09:00Z } | 1: schedule.at: must be a local time such as 2026-12-01T09:00, without an offset, but is '2026-12-01T09:00Z'
      schedule.at | schedule: { at: 2026-02-30T09:00 } | 1: schedule.at: there is no such day or time as 2026-02-30T09:00
      schedule.at | schedule: { at: 2026-03-29T02:30, timezone: Europe/Berlin } | 1: schedule.at: does not exist in Europe/Berlin: its clocks skip that time
      schedule.at | schedule: { at: 2200-01-01T00:00 } | 1: schedule.at: must be a local time such as 2026-12-01T09:00, without an offset, but is '2200-01-01T00:00'
      schedule.timezone | schedule: { rate: 1h, timezone: Asia/Seoul } |
      schedule.timezone | schedule: { rate: 1h, timezone: Europe/Berln } | 1: schedule.timezone: 'Europe/Berln' is no IANA time zone; did you mean Europe/Berlin?
      schedule.timezone | schedule: { rate: 1h, timezone: +09:00 } | 1: schedule.timezone: '+09:00' is no IANA time zone, such as Europe/Berlin
      schedule.timezone | schedule: { rate: 1h, timezone: 9 } | 1: schedule.timezone: must be a text, but is the number 9; in quotes it is a text
      schedule.window | schedule: { rate: 1h, window: 15m } |
      schedule.window | schedule: { rate: 1h, window: off } |
      schedule.window | schedule: { rate: 1h, window: 61s } | 1: schedule.window: must be whole minutes, but is 1m1s
      schedule.window | schedule: { rate: 1h, window: on } | 1: schedule.window: must be off or a duration such as 15m, but is 'on'
      schedule.window | schedule: { rate: 1h, window: false } | 1: schedule.window: must be off or a duration such as 15m, but is false
      schedule.missed | schedule: { rate: 1h, missed: all } |
      schedule.missed | schedule: { rate: 1h, missed: none } |
      schedule.missed | schedule: { rate: 1h, missed: first } | 1: schedule.missed: must be one of last, all, none, but is the text 'first'

      queue | queue: { mode: message } |
      queue | queue: message | 1: queue: must be a mapping, but is the text 'message'
      queue | queue: {} | 1: queue.mode: is missing; an example is mode: message
      queue | queue: { mode: message, max: 20 } | 1: queue.max: not yet: workers come in a later version
      queue.mode | queue: { mode: message } ;; overlap: queue |
      queue.mode | queue: { mode: workers, messagesPerWorker: 100, min: 0, idleAfter: 5m } | 1: queue.mode: not yet: workers come in a later version && 1: queue.messagesPerWorker: not yet: workers come in a later version && 1: queue.min: not yet: workers come in a later version && 1: queue.idleAfter: not yet: workers come in a later version
      queue.mode | queue: { mode: messages } | 1: queue.mode: must be message, but is the text 'messages'; did you mean message?

      environment | environment: { STAGE: prod } |
      environment | environment: {} |
      environment | environment: [ STAGE=prod ] | 1: environment: must be a mapping, but is a list
      environment | environment: { A-B: x } | 1: environment.A-B: the name must be a letter or '_', then letters, digits and '_', but is 'A-B'
      environment | environment: { 1A: x } | 1: environment.1A: the name must be a letter or '_', then letters, digits and '_', but is '1A'
      environment | environment: { LONGSHORE_JOB: x } | 1: environment.LONGSHORE_JOB: names that start with LONGSHORE_ are Longshore's own
      environment.* | environment: { PORT: 8080, YES: yes, FLAG: true, HEX: 0x10, DAY: 2026-01-01, EMPTY: "" } |
      environment.* | environment: { A: "{{ params.key }}" } ;; parameters: { key: {} } |
      environment.* | environment: { A: } | 1: environment.A: must be a text, or a number, or true or false, but is nothing
      environment.* | environment: { A: { b: c } } | 1: environment.A: must be a text, or a number, or true or false, but is a mapping
      environment.* | environment: { A: "{{ nope }}" } | 1: environment.A: '{{ nope }}' is none of attempt, member, runId, scheduledDate, scheduledTime and params.NAME
      environment.* | environment: { A: x, A: y } | 1: environment.A: is there twice, in line 1 too; keep one

      secrets | secrets: { DB: "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf:password::" } |
      secrets | secrets: { LONGSHORE_X: "arn:aws:ssm:us-east-1:123456789012:parameter/db" } | 1: secrets.LONGSHORE_X: names that start with LONGSHORE_ are Longshore's own
      secrets | environment: { DB: x } ;; secrets: { DB: "arn:aws:ssm:us-east-1:123456789012:parameter/db" } | 2: secrets.DB: is under environment too; keep one
      secrets.* | secrets: { DB: "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/a/b" } |
      secrets.* | secrets: { DB: hunter2 } | 1: secrets.DB: must be the ARN of a secret in Secrets Manager or of a parameter in SSM, such as arn:aws:ssm:us-east-1:123456789012:parameter/db, but is 'hunter2'
      secrets.* | secrets: { DB: "arn:aws:s3:::bucket/key" } | 1: secrets.DB: must be the ARN of a secret in Secrets Manager or of a parameter in SSM, such as arn:aws:ssm:us-east-1:123456789012:parameter/db, but is 'arn:aws:s3:::bucket/key'
      secrets.* | secrets: { DB: 5 } | 1: secrets.DB: must be a text, but is the number 5; in quotes it is a text

      capacity | capacity: {} |
      capacity | capacity: only | 1: capacity: must be a mapping, but is the text 'only'
      capacity | capacity: { deadline: 5h } | 1: capacity.deadline: not yet: deadlines come in a later version
      capacity.spot | capacity: { spot: never } |
      capacity.spot | capacity: { spot: prefered } | 1: capacity.spot: must be one of preferred, only, never, but is the text 'prefered'; did you mean preferred?
      capacity.onDemandAfter | capacity: { onDemandAfter: 1 } |
      capacity.onDemandAfter | capacity: { onDemandAfter: two } | 1: capacity.onDemandAfter: must be a whole number, but is the text 'two'

      retry | retry: {} |
      retry | retry: 3 | 1: retry: must be a mapping, but is the number 3
      retry | retries: {} | 1: retries: unknown key; did you mean retry?
      retry.attempts | retry: { attempts: 3 } |
      retry.attempts | retry: { attempts: yes } | 1: retry.attempts: must be a whole number, but is the text 'yes'
      retry.backoff | retry: { backoff: 0s } |
      retry.backoff | retry: { backoff: 11m } | 1: retry.backoff: backoff, 11m, must be at most max, 10m
      retry.backoff | retry: { backoff: 30 } | 1: retry.backoff: must be a duration such as 90s, 15m, 1h30m or 2d, but is the number 30
      retry.rate | retry: { rate: 1.5 } |
      retry.rate | retry: { rate: .inf } | 1: retry.rate: must be a number, but is the text '.inf'
      retry.max | retry: { backoff: 1h, max: 1h } |
      retry.max | retry: { max: 10s } | 1: retry.max: backoff, 30s, must be at most max, 10s
      retry.max | retry: { max: soon } | 1: retry.max: must be a duration such as 90s, 15m, 1h30m or 2d, but is 'soon'
      retry.interruptions | retry: { interruptions: 0 } |
      retry.interruptions | retry: { interruptions: -1 } | 1: retry.interruptions: must be from 0 to 100, but is -1
      retry.launches | retry: { launches: 0 } |
      retry.launches | retry: { launches: [] } | 1: retry.launches: must be a whole number, but is a list
      retry.outOfMemory | retry: { outOfMemory: 2 } |
      retry.outOfMemory | retry: { outofmemory: 2 } | 1: retry.outofmemory: unknown key; did you mean outOfMemory?
      retry.retryExitCodes | retry: { retryExitCodes: [75, 0, 255] } |
      retry.retryExitCodes | retry: { retryExitCodes: 75 } | 1: retry.retryExitCodes: must be a list, but is the number 75; a list is written [a, b]
      retry.retryExitCodes | retry: { retryExitCodes: [75, 75] } | 1: retry.retryExitCodes[1]: is there twice; keep one
      retry.retryExitCodes | retry: { retryExitCodes: [75, 75.0] } | 1: retry.retryExitCodes[1]: is there twice; keep one
      retry.retryExitCodes | retry: { retryExitCodes: [1.5] } | 1: retry.retryExitCodes[0]: must be a whole number, but is the number 1.5
      retry.failExitCodes | retry: { failExitCodes: [64], retryExitCodes: [75] } |
      retry.failExitCodes | retry: { failExitCodes: [65, 75, 64], retryExitCodes: [75, 64] } | 1: retry.failExitCodes: 64, 75 must not be in retryExitCodes too
      retry.retryReasons | retry: { retryReasons: ["*timeout*"] } |
      retry.retryReasons | retry: { retryReasons: [""] } | 1: retry.retryReasons[0]: must have 1 or more characters, but has 0
      retry.retryReasons | retry: { retryReasons: [] } | 1: retry.retryReasons: must have 1 or more entries, but has 0
      retry.retryReasons | retry: { retryReasons: [5] } | 1: retry.retryReasons[0]: must be a text, but is the number 5; in quotes it is a text

      timeout | timeout: 2h |
      timeout | timeout: 3600 | 1: timeout: must be a duration such as 90s, 15m, 1h30m or 2d, but is the number 3600
      timeout | timeout: 1.5h | 1: timeout: must be a duration such as 90s, 15m, 1h30m or 2d, but is '1.5h'
      timeout | timeout: 99999999999999999999s | 1: timeout: must be a duration such as 90s, 15m, 1h30m or 2d, but is '99999999999999999999s'
      timeout | timeout: 999999999d | 1: timeout: must be from 1s to 14d, but is 999999999d
      timeout | timeout: null | 1: timeout: must be a duration such as 90s, 15m, 1h30m or 2d, but is nothing
      startTimeout | startTimeout: 5m |
      startTimeout | startTimeout: "" | 1: startTimeout: must be a duration such as 90s, 15m, 1h30m or 2d, but is ''
      stopTimeout | stopTimeout: 1m30s |
      stopTimeout | stopTimeout: 120 | 1: stopTimeout: must be a duration such as 90s, 15m, 1h30m or 2d, but is the number 120

      idle | idle: none |
      idle | idle: { after: 5m, cpuBelow: 2, signal: cpu } |
      idle | idle: off | 1: idle: must be none or a mapping such as { after: 5m }, but is 'off'
      idle | idle: 5m | 1: idle: must be none or a mapping such as { after: 5m }, but is '5m'
      idle | idle: [] | 1: idle: must be none or a mapping such as { after: 5m }, but is a list
      idle | idle: { signal: logs } | 1: idle.after: is missing; an example is after: 5m
      idle.after | idle: { after: 5m } |
      idle.after | idle: { after: 59m59s } |
      idle.after | idle: { after: 1h } | 1: idle.after: must be less than timeout, 1h, but is 1h
      idle.after | idle: { after: 10m } ;; timeout: 5m | 1: idle.after: must be less than timeout, 5m, but is 10m
      idle.cpuBelow | idle: { after: 5m, cpuBelow: 0.5 } |
      idle.cpuBelow | idle: { after: 5m, cpuBelow: 2% } | 1: idle.cpuBelow: must be a number, but is the text '2%'
      idle.signal | idle: { after: 5m, signal: both } |
      idle.signal | idle: { after: 5m, signal: log } | 1: idle.signal: must be one of cpu, logs, both, but is the text 'log'; did you mean logs?

      completesOnTerm | completesOnTerm: true |
      completesOnTerm | completesOnTerm: False |
      completesOnTerm | completesOnTerm: yes | 1: completesOnTerm: must be true or false, but is the text 'yes'; write true or false
      completesOnTerm | completesOnTerm: 1 | 1: completesOnTerm: must be true or false, but is the number 1

      overlap | overlap: allow |
      overlap | overlap: queue ;; queue: { mode: message } |
      overlap | overlap: skip ;; queue: { mode: message } | 1: overlap: skip would drop messages of the queue: write queue or allow
      overlap | overlap: replace ;; queue: { mode: message } | 1: overlap: replace would drop messages of the queue: write queue or allow
      overlap | overlap: true | 1: overlap: must be one of skip, queue, replace, allow, but is true

      parameters | parameters: { key: { type: string, pattern: "[a-z/]+", required: true }, limit: { type: integer, default: 100 } } |
      parameters | parameters: {} |
      parameters | parameters: [key] | 1: parameters: must be a mapping, but is a list
      parameters | parameters: { a-b: {} } | 1: parameters.a-b: the name must be a letter or '_', then letters, digits and '_', but is 'a-b'
      parameters | parameters: { key: {}, Key: {} } | 1: parameters.Key: key is there too, and both would be LONGSHORE_PARAM_KEY
      parameters.* | parameters: { key: {} } |
      parameters.* | parameters: { key: } | 1: parameters.key: must be a mapping, but is nothing
      parameters.* | parameters: { key: string } | 1: parameters.key: must be a mapping, but is the text 'string'
      parameters.* | parameters: { key: { typ: string } } | 1: parameters.key.typ: unknown key; did you mean type?
      parameters.*.type | parameters: { key: { type: boolean } } |
      parameters.*.type | parameters: { key: { type: int } } | 1: parameters.key.type: must be one of string, integer, number, boolean, but is the text 'int'; did you mean integer?
      parameters.*.pattern | parameters: { key: { pattern: "[a-z]+", default: abc } } |
      parameters.*.pattern | parameters: { key: { pattern: "[a-z" } } | 1: parameters.key.pattern: is no regular expression: Unclosed character class
      parameters.*.pattern | parameters: { key: { type: integer, pattern: "[0-9]+" } } | 1: parameters.key.pattern: is for parameters of type string only
      parameters.*.pattern | parameters: { key: { pattern: "" } } | 1: parameters.key.pattern: must have 1 or more characters, but has 0
      parameters.*.required | parameters: { key: { required: true } } |
      parameters.*.required | parameters: { key: { required: "true" } } | 1: parameters.key.required: must be true or false, but is the text 'true'
      parameters.*.default | parameters: { a: { default: x }, b: { type: integer, default: 1e2 }, c: { type: number, default: 1.5 }, d: { type: boolean, default: false } } |
      parameters.*.default | parameters: { key: { type: integer, default: 1.5 } } | 1: parameters.key.default: must be of type integer, but is 1.5
      parameters.*.default | parameters: { key: { type: string, default: 5 } } | 1: parameters.key.default: must be of type string, but is 5
      parameters.*.default | parameters: { key: { type: boolean, default: yes } } | 1: parameters.key.default: must be of type boolean, but is yes
      parameters.*.default | parameters: { key: { pattern: "[a-z]+", default: ABC } } | 1: parameters.key.default: must match [a-z]+, but is ABC
      parameters.*.default | parameters: { key: { pattern: "(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)b", default: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } } | 1: parameters.key.default: takes too long to match against (.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)b
      parameters.*.default | parameters: { key: { default: } } | 1: parameters.key.default: must be a text, or a number, or true or false, but is nothing

      concurrency | concurrency: 5 |
      concurrency | concurrency: 1e1 |
      concurrency | concurrency: unlimited | 1: concurrency: must be a whole number, but is the text 'unlimited'

      memoryCeiling | memoryCeiling: 512 |
      memoryCeiling | memoryCeiling: 8192 |
      memoryCeiling | memory: 1024 ;; memoryCeiling: 512 | 2: memoryCeiling: must be at least memory, 1024, but is 512
      memoryCeiling | memoryCeiling: 1000 | 1: memoryCeiling: nothing lies between cpu 256 with memory 512 and a ceiling of 1000; the next size is cpu 256 with memory 1024
      memoryCeiling | memoryCeiling: lots | 1: memoryCeiling: must be a whole number, but is the text 'lots'

      permissions | permissions: [ { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::orders/*"] } ] |
      permissions | permissions: [] |
      permissions | permissions: { actions: [] } | 1: permissions: must be a list, but is a mapping
      permissions | permissions: [ { actions: ["s3:*"] } ] | 1: permissions[0].resources: is missing; an example is resources: ["arn:aws:s3:::orders/*"]
      permissions.actions | permissions: [ { actions: ["s3:Get*", "*"], resources: ["*"] } ] |
      permissions.actions | permissions: [ { actions: [GetObject], resources: ["*"] } ] | 1: permissions[0].actions[0]: must be an IAM action such as s3:GetObject, but is 'GetObject'
      permissions.actions | permissions: [ { actions: [], resources: ["*"] } ] | 1: permissions[0].actions: must have 1 or more entries, but has 0
      permissions.resources | permissions: [ { actions: ["s3:*"], resources: ["arn:aws:sqs:us-east-1:123456789012:q"] } ] |
      permissions.resources | permissions: [ { actions: ["s3:*"], resources: [orders] } ] | 1: permissions[0].resources[0]: must be an ARN such as arn:aws:s3:::orders/*, but is 'orders'

      volumes | volumes: [ { efs: fs-0123, path: /data } ] |
      volumes | volumes: [ /data ] | 1: volumes[0]: must be a mapping, but is the text '/data'
      volumes | volumes: [ { efs: fs-0, path: /a }, { efs: fs-1, path: /a } ] | 1: volumes[1].path: is there twice, in line 1 too
      volumes.efs | volumes: [ { efs: fs-0123456789abcdef0, path: /a/b.c } ] |
      volumes.efs | volumes: [ { efs: orders, path: /data } ] | 1: volumes[0].efs: must be the id of an EFS file system such as fs-0123456789abcdef0, but is 'orders'
      volumes.path | volumes: [ { efs: fs-0, path: /..a/.b } ] |
      volumes.path | volumes: [ { efs: fs-0, path: data } ] | 1: volumes[0].path: must be an absolute path without '.', '..' or blanks, such as /data, but is 'data'
      volumes.path | volumes: [ { efs: fs-0, path: /data/../etc } ] | 1: volumes[0].path: must be an absolute path without '.', '..' or blanks, such as /data, but is '/data/../etc'

      forecast | forecast: { duration: 10m..30m, arrivals: 200/day, failureRate: 0.02, deadline: 5h } |
      forecast | forecast: {} |
      forecast | forecast: 10m | 1: forecast: must be a mapping, but is the text '10m'
      forecast.duration | forecast: { duration: 12m } |
      forecast.duration | forecast: { duration: 1s..14d } |
      forecast.duration | forecast: { duration: 10m..10m } |
      forecast.duration | forecast: { duration: 30m..10m } | 1: forecast.duration: '30m..10m' ends below where it begins
      forecast.duration | forecast: { duration: 0s } | 1: forecast.duration: must be from 1s to 14d, but is 0s
      forecast.duration | forecast: { duration: 1m..14d1s } | 1: forecast.duration: must be from 1s to 14d, but is 14d1s
      forecast.duration | forecast: { duration: 10m-30m } | 1: forecast.duration: must be a duration such as 12m, or two such as 10m..30m, but is '10m-30m'
      forecast.duration | forecast: { duration: 10m.. } | 1: forecast.duration: must be a duration such as 12m, or two such as 10m..30m, but is '10m..'
      forecast.arrivals | forecast: { arrivals: 0.5/hour } |
      forecast.arrivals | forecast: { arrivals: 200 } | 1: forecast.arrivals: must be a rate such as 200/day; the units are minute, hour, day and week, but is the number 200
      forecast.arrivals | forecast: { arrivals: 200/month } | 1: forecast.arrivals: must be a rate such as 200/day; the units are minute, hour, day and week, but is '200/month'
      forecast.failureRate | forecast: { failureRate: 1 } |
      forecast.failureRate | forecast: { failureRate: 2% } | 1: forecast.failureRate: must be a number, but is the text '2%'
      forecast.deadline | forecast: { deadline: 5h } |
      forecast.deadline | forecast: { deadline: 5 } | 1: forecast.deadline: must be a duration such as 90s, 15m, 1h30m or 2d, but is the number 5
      forecast.deadline | forecast: { deadlin: 5h } | 1: forecast.deadlin: unknown key; did you mean deadline?

      tags | tags: { team: orders } |
      tags | tags: [team] | 1: tags: must be a mapping, but is a list
      tags | tags: { "aws:x": y } | 1: tags['aws:x']: the name must be letters, digits, blanks and _ . : / = + @ -, and not start with aws:, but is 'aws:x'
      tags.* | tags: { "cost centre": 4711, empty: "" } |
      tags.* | tags: { team: "a,b" } | 1: tags.team: must be letters, digits, blanks and _ . : / = + @ -, but is 'a,b'
      tags.* | tags: { team: [a] } | 1: tags.team: must be letters, digits, blanks and _ . : / = + @ -, but is a list

      # what a later version takes
      (later) | pool: a | 1: pool: not yet: pools come in a later version
      (later) | priority: 1 | 1: priority: not yet: priorities come in a later version
      (later) | dependsOnPast: true | 1: dependsOnPast: not yet: dependence on past runs comes in a later version
      (later) | sidecars: [] | 1: sidecars: not yet: sidecars come in a later version
      (later) | inputs: [] | 1: inputs: not yet: inputs come in a later version
      (later) | outputs: [] | 1: outputs: not yet: outputs come in a later version
      (later) | array: { size: 100 } | 1: array: not yet: arrays come in a later version
      (later) | budget: { perRun: 0.50 } | 1: budget: not yet: budgets come in a later version
      (later) | events: {} | 1: events: not yet: runs that start on events come in a later version
      (later) | after: [a] | 1: after: not yet: runs that start when other jobs have succeeded come in a later version
      (later) | taskDefinition: a | 1: taskDefinition: not yet: task definitions of your own come in a later version
      (later) | build: . | 1: build: not yet: images built from a folder come in a later version
      """;

  static Stream<JobFileCases> all() {
    return TABLE
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(JobFileCases::parse);
  }

  private static JobFileCases parse(String line) {
    var cells = line.split(" \\| ?", 3);
    var complaints =
        cells[2].isBlank() ? List.<String>of() : List.of(cells[2].strip().split(" && ", -1));
    return new JobFileCases(cells[0], cells[1], complaints);
  }

  boolean isGood() {
    return complaints.isEmpty();
  }

  /** The whole file. */
  String text() {
    return complete(yaml.replace(" ;; ", "\n"));
  }

  /** The file that {@code yaml} makes with the job and image that it lacks. */
  static String complete(String yaml) {
    var text = new StringBuilder(yaml).append('\n');
    if (!Pattern.compile("(?mi)^job:").matcher(yaml).find()) {
      text.append("job: hello\n");
    }
    if (!Pattern.compile("(?m)^image:").matcher(yaml).find()) {
      text.append("image: hello:1\n");
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return yaml;
  }
}
