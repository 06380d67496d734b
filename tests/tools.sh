#!/usr/bin/env bash
# Makes sure that the tests find what they need beside Rust: a C toolchain to build librdkafka, and
# Java with Maven to run Apache Kafka, unless a cluster is given.
set -euo pipefail

missing=()
need() { # command, Debian package, what for
    command -v "$1" >/dev/null 2>&1 || missing+=("$1|$2|$3")
}
need cargo "" "Rust itself, by rustup"
need cc build-essential "a C compiler, for librdkafka"
need c++ build-essential "a C++ compiler, for librdkafka"
need make build-essential "make, for librdkafka"
need perl perl "Perl, for OpenSSL's build"
if [ -z "${COMMUNIQUE_TEST_BROKERS:-}" ]; then
    need java openjdk-17-jre-headless "Java 17 or newer, for Apache Kafka"
    need mvn maven "Maven, to fetch Apache Kafka"
fi
[ ${#missing[@]} -eq 0 ] && exit 0

packages=()
for entry in "${missing[@]}"; do
    IFS='|' read -r command package what <<<"$entry"
    echo "missing: $command ($what)"
    [ -n "$package" ] && packages+=("$package")
done
if [ ${#packages[@]} -gt 0 ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -q && apt-get install -q -y --no-install-recommends "${packages[@]}"
else
    echo "install these, or give a cluster by COMMUNIQUE_TEST_BROKERS, and try again" >&2
    exit 1
fi
command -v cargo >/dev/null 2>&1
