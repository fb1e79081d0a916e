#!/usr/bin/env bash
# sekisho seal / open against age, same file, same place, in turn; medians of RUNS.
# Usage: age_bench.sh PATH-OF-SEKISHO [FOLDER [WARM-MEMORY]]
#   FOLDER: where the files are, default /dev/shm; needs 3 x SIZE_MIB free. WARM-MEMORY: the program of warm_memory.cpp;
#   with it each command finds the disk at rest and memory that the machine has.
# Environment: SIZE_MIB (1024), RUNS (5). Exits 1 if sekisho is the slower one anywhere.
set -eu -o pipefail

sekisho=$(realpath "${1:?usage: age_bench.sh PATH-OF-SEKISHO [FOLDER]}")
folder=${2:-/dev/shm}
size=${SIZE_MIB:-1024}
warm=${3:+$(realpath "$3")}
runs=${RUNS:-5}
work=$(mktemp -d "$folder/age_bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"

age-keygen -o key 2>/dev/null
to=$(age-keygen -y key)
head -c "${size}M" /dev/urandom >plain
age -r "$to" -o sealed plain

# seconds COMMAND-LINE
seconds() {
  rm -f out
  if [ -n "$warm" ]; then
    sync
    "$warm" 4096
  fi
  local start end
  start=$(date +%s%N)
  bash -c "$1"
  end=$(date +%s%N)
  echo $((end - start))
}
median() { sort -n | sed -n "$((runs / 2 + 1))p"; }

slower=0
# compare NAME AGE-COMMAND SEKISHO-COMMAND: the two alternate, so that a change of the machine's pace meets both
compare() {
  : >a
  : >b
  for _ in $(seq "$runs"); do
    seconds "$2" >>a
    seconds "$3" >>b
  done
  local a b
  a=$(median <a)
  b=$(median <b)
  awk -v name="$1" -v a="$a" -v b="$b" -v size="$size" 'BEGIN {
    printf "%-34s age %7.0f MiB/s   sekisho %7.0f MiB/s   ratio %.2f\n", name, size * 1e9 / a, size * 1e9 / b, a / b
  }'
  if [ "$b" -gt "$a" ]; then slower=1; fi
}

echo "$size MiB in $folder, medians of $runs"
compare "encrypt, file to file" "age -r $to -o out plain" "'$sekisho' seal -r $to -o out plain"
compare "decrypt, file to file" "age -d -i key -o out sealed" "'$sekisho' open -i key -o out sealed"
compare "encrypt, file to nowhere" "age -r $to plain >/dev/null" "'$sekisho' seal -r $to plain >/dev/null"
compare "decrypt, file to nowhere" "age -d -i key sealed >/dev/null" "'$sekisho' open -i key sealed >/dev/null"
compare "encrypt, as a filter" "cat plain | age -r $to | cat >out" "cat plain | '$sekisho' seal -r $to | cat >out"
compare "decrypt, as a filter" "cat sealed | age -d -i key | cat >out" "cat sealed | '$sekisho' open -i key | cat >out"
compare "encrypt to text armour" "age -a -r $to -o out plain" "'$sekisho' seal -a -r $to -o out plain"
age -a -r "$to" -o sealed plain
compare "decrypt text armour" "age -d -i key -o out sealed" "'$sekisho' open -i key -o out sealed"
exit $slower
