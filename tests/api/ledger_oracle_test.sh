#!/bin/sh
# Bundles and proofs that Sekisho writes must satisfy Go's golang.org/x/mod/sumdb, and be refused by it when changed.
# Usage: ledger_oracle_test.sh LEDGER_TEST_EXECUTABLE       (needs golang-go and golang-golang-x-mod-dev; no network)
set -eu
ledger_test=$(realpath "$1")
source=$(dirname "$(realpath "$0")")/go_verify
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

GOCACHE="${GOCACHE:-$work/gocache}" GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS='' \
  go build -o "$work/go_verify" "$source/main.go"
mkdir "$work/out"
SEKISHO_LEDGER_ORACLE_DIR="$work/out" "$ledger_test" --test-case='bundles and proofs for the independent reader' >"$work/log" ||
  { cat "$work/log"; exit 1; }
vkey=$(cat "$work/out/vkey")

"$work/go_verify" whole "$work/out/whole" "$vkey"
"$work/go_verify" partial "$work/out/partial" "$vkey"
"$work/go_verify" consistency "$work/out/consistency.txt"

# The oracle itself must be able to say no.
for kind in whole partial; do
  sed -i 's/"files":64/"files":65/' "$work/out/$kind/entries.jsonl"
  if "$work/go_verify" "$kind" "$work/out/$kind" "$vkey" 2>/dev/null; then
    echo "the oracle accepted a changed $kind bundle" >&2
    exit 1
  fi
done
echo "ok: Go agrees"
