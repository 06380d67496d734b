#!/usr/bin/env bash
# Walks through the runbook once: a broker, the service and Prometheus on loopback, real faults one after
# the other, and what metrics and alerts say at each step. Its output stands in deploy/walkthrough.md.
#
#   tests/deploy/walkthrough.sh COMMUNIQUE KAFKA_JARS PROMETHEUS
#
# COMMUNIQUE is the binary, KAFKA_JARS a folder with Apache Kafka's jars and PROMETHEUS Prometheus' binary
# (the tests leave the last two under target/). To be through in minutes, the rules' times are divided by
# ten: "for 5m" is 30 s here.
set -euo pipefail
communique=$(realpath "$1"); jars=$(realpath "$2"); prometheus=$(realpath "$3")
project=$(realpath "$(dirname "$0")/../..")
work=$(mktemp -d)
broker=127.0.0.1:19092 controller=127.0.0.1:19093 http=127.0.0.1:19464 watcher=127.0.0.1:19090 second=127.0.0.1:19095
pids=()
finish() { for pid in "${pids[@]}"; do kill -9 "$pid" 2>/dev/null || true; done; wait; rm -rf "$work"; }
trap finish EXIT
cd "$work"

say() { printf '\n## %s\n' "$*"; }
tool() { java -cp "$jars/*" "$@" 2>/dev/null; }
kafka_up() {
    java -Xmx512m -cp "$jars/*" kafka.Kafka server.properties >kafka.log 2>&1 &
    kafka=$!; pids+=("$kafka")
    until tool org.apache.kafka.tools.TopicCommand --bootstrap-server "$broker" --list >/dev/null; do sleep 1; done
}
service_up() {
    COMMUNIQUE__HTTP__LISTEN=$http "$communique" serve --brokers "$broker" --create-topics --scope all \
        --audit-topic communique.audit "$@" >>service.log 2>&1 &
    service=$!; pids+=("$service")
    until curl -fs "http://$http/readyz" >/dev/null; do sleep 0.5; done
}
send() { tool org.apache.kafka.tools.ConsoleProducer --bootstrap-server "$broker" --topic news.items; }
samples() { for _ in $(seq "$1"); do cat "$project/config/samples/items.jsonl"; done; }
ask() { curl -fsG "http://$watcher/api/v1/query" --data-urlencode "query=$1" | jq -r '.data.result[] | "\(.metric | del(.__name__, .job, .instance, .severity) | to_entries | map("\(.key)=\(.value)") | join(" ")) \(.value[1])"' | sed 's/^ *//' | paste -sd, | sed 's/,/, /g'; }
look() { # what the runbook says to look at
    printf '/livez %s  /readyz %s: %s\n' "$(curl -s -o /dev/null -w '%{http_code}' "http://$http/livez" || true)" \
        "$(curl -s -o /dev/null -w '%{http_code}' "http://$http/readyz" || true)" "$(curl -s "http://$http/readyz" || true)"
    for expression in 'sum by (verdict) (communique_items_total) > 0' 'job:communique_unanswered:sum' \
        'communique_client_brokers_up' 'communique_transactions_total' 'communique_breaker_open'; do
        printf '%-48s %s\n' "$expression" "$(ask "$expression")"
    done
    printf '%-48s %s\n' alerts "$(curl -fs "http://$watcher/api/v1/alerts" | jq -r '.data.alerts[] | "\(.labels.alertname) \(.state)"' | sort | paste -sd, | sed 's/,/, /g')"
}
await() { # an alert in a state, for at most two minutes
    for _ in $(seq 120); do
        if curl -fs "http://$watcher/api/v1/alerts" | jq -e --arg name "$1" --arg state "$2" '.data.alerts | any(.labels.alertname == $name and .state == $state)' >/dev/null; then
            echo "$1 is $2 after $((SECONDS - began)) s: $(curl -fs "http://$watcher/api/v1/alerts" | jq -r --arg name "$1" '[.data.alerts[] | select(.labels.alertname == $name) | .annotations.summary] | first')"
            return
        fi
        sleep 1
    done
    echo "$1 is not $2 after $((SECONDS - began)) s"
}
gone() { # until an alert is gone
    for _ in $(seq 120); do
        curl -fs "http://$watcher/api/v1/alerts" | jq -e --arg name "$1" '.data.alerts | any(.labels.alertname == $name)' >/dev/null || { echo "$1 is gone after $((SECONDS - began)) s"; return; }
        sleep 1
    done
    echo "$1 is still there after $((SECONDS - began)) s"
}
log_says() { { grep -E "$1" service.log || true; } | tail -n "${2:-1}" | sed -E 's/\x1b\[[0-9;]*m//g; s/^[0-9TZ:.-]+ +//' | cut -c1-160; }

cat >server.properties <<END
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@$controller
listeners=PLAINTEXT://$broker,CONTROLLER://$controller
advertised.listeners=PLAINTEXT://$broker
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=$work/data
num.partitions=3
offsets.topic.num.partitions=4
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
broker.heartbeat.interval.ms=500
broker.session.timeout.ms=3000
END
tool kafka.tools.StorageTool format -t Y29tbXVuaXF1ZS13YWxrLQ -c server.properties >/dev/null
kafka_up
tenth() { perl -pe 's/\b(\d+)m\b(?!s)/($1 * 6) . "s"/ge' "$project/deploy/prometheus/$1" >"$1"; }
tenth recording.yml; tenth alerts.yml
sed -e 's/15s/2s/' -e "s/127.0.0.1:9464/$http/" "$project/deploy/prometheus/prometheus.yml" >prometheus.yml
service_up
"$prometheus" --config.file=prometheus.yml --storage.tsdb.path=tsdb --web.listen-address="$watcher" >prometheus.log 2>&1 &
pids+=($!)
until curl -fs "http://$watcher/-/ready" >/dev/null; do sleep 0.5; done

say "At rest, after some items"
sleep 6; samples 20 | send; sleep 12; look

say "The broker is killed"
began=$SECONDS; kill -9 "$kafka"; await CommuniqueBrokersUnreachable firing; look; log_says 'broker client in trouble|building the clients anew'

say "The broker is back, and items with it"
began=$SECONDS; kafka_up; samples 20 | send; gone CommuniqueBrokersUnreachable; sleep 8; look

say "One poison item among good ones"
before=$(ask 'sum(communique_dead_letters_total)')
{ samples 10; echo 'no JSON at all'; samples 10; } | send; sleep 8
echo "dead letters before: $before, after: $(ask 'sum(communique_dead_letters_total)'); committed behind it, and no alert:"; look
tool org.apache.kafka.tools.consumer.ConsoleConsumer --bootstrap-server "$broker" --topic communique.dead-letters --from-beginning --timeout-ms 5000 --property print.headers=true --isolation-level read_committed | grep 'no JSON' | tail -n 1

say "The reports' topic takes no more writes (two replicas wanted, and one broker of two is killed)"
sed -e 's/^process.roles=.*/process.roles=broker/' -e 's/^node.id=.*/node.id=2/' -e "s#^log.dirs=.*#log.dirs=$work/data-2#" \
    -e "s#^listeners=.*#listeners=PLAINTEXT://$second#" -e "s#^advertised.listeners=.*#advertised.listeners=PLAINTEXT://$second#" \
    server.properties >second.properties
tool kafka.tools.StorageTool format -t Y29tbXVuaXF1ZS13YWxrLQ -c second.properties >/dev/null
second_up() { java -Xmx384m -cp "$jars/*" kafka.Kafka second.properties >second.log 2>&1 & second_pid=$!; pids+=("$second_pid"); }
second_up
jq -n '{version: 1, partitions: [range(3) | {topic: "communique.reports", partition: ., replicas: [1, 2]}]}' >both.json
reassign() { tool org.apache.kafka.tools.reassign.ReassignPartitionsCommand --bootstrap-server "$broker" --reassignment-json-file both.json "$@"; }
until reassign --execute >/dev/null; do sleep 1; done
until [ "$(reassign --verify --preserve-throttles | grep -c 'is completed')" = 3 ]; do sleep 1; done
tool kafka.admin.ConfigCommand --bootstrap-server "$broker" --alter --entity-type topics --entity-name communique.reports --add-config min.insync.replicas=2
samples 10 | send; sleep 6; look
began=$SECONDS; kill -9 "$second_pid"; sleep 5
samples 200 | send; await CommuniqueNoProgress firing; look
log_says 'producing|aborted|repeated' 2

say "The second broker is back"
began=$SECONDS; second_up
gone CommuniqueNoProgress; sleep 10; look

say "A stream of rubbish opens the circuit breaker"
began=$SECONDS
for n in $(seq 2000); do echo "rubbish $n"; done | send
await CommuniqueCircuitOpen firing; look
code=0; wait "$service" || code=$?
echo "exit code $code after $((SECONDS - began)) s"; log_says 'circuit breaker'

say "Let through on purpose, then replayed"
service_up --set flow.breaker_ratio_max=1 --set flow.breaker_run_length_max=1000000000
sleep 12; look
"$communique" replay --brokers "$broker" --reason not_json --dry-run
"$communique" replay --brokers "$broker" --reason not_json
"$communique" replay --brokers "$broker" --reason not_json --dry-run
echo "(the last are those that were rejected again: each is a new letter)"

say "Each input has one answer"
kill "$service"; wait "$service" || true
inputs=$(tool org.apache.kafka.tools.GetOffsetShell --bootstrap-server "$broker" --topic news.items | awk -F: '{n += $3} END {print n}')
audit=$(tool org.apache.kafka.tools.consumer.ConsoleConsumer --bootstrap-server "$broker" --topic communique.audit --from-beginning --timeout-ms 8000 --isolation-level read_committed | jq -r '"\(.partition)/\(.offset)"')
echo "end of the input's log, control records of the replay included: $inputs; audit records: $(wc -l <<<"$audit"); different inputs among them: $(sort -u <<<"$audit" | wc -l)"
tool org.apache.kafka.tools.consumer.group.ConsumerGroupCommand --bootstrap-server "$broker" --describe --group communique | awk 'NF' | cut -c1-90
