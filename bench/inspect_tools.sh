#!/usr/bin/env bash
# Inspection beside public tools, in one run: seconds of the processor (all processes), medians of 5.
#   bench/inspect_tools.sh SEKISHO FOLDER
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
# shellcheck source=packaging/setup
source packaging/setup
install_packages ripgrep unzip python3
sekisho=$1
folder=$2
cd "$folder"
head -c 32 /dev/urandom >bench.key
"$sekisho" dataset synthesize --extract --encoding cp932 -o extract.csv
"$sekisho" dataset synthesize -o register.csv
"$sekisho" dataset synthesize --seed 2 --extract --encoding cp932 -o other.csv
"$sekisho" dataset import register.csv --out register.idx --key bench.key >/dev/null
cut -d, -f10 register.csv | tail -n +2 >numbers.txt
python3 "$OLDPWD/bench/make_xlsx.py" register.csv shared.xlsx
python3 "$OLDPWD/bench/make_xlsx.py" register.csv inline.xlsx inline
python3 -c 'import zipfile; zipfile.ZipFile("extract.zip", "w", zipfile.ZIP_DEFLATED).write("extract.csv")'

# cpu TIMES COMMAND: the median of its user and system time
cpu() {
  local times=$1 i
  shift
  for ((i = 0; i < times; i++)); do
    TIMEFORMAT='%U %S'
    { time bash -c "$1" >/dev/null 2>&1; } 2>&1 | tail -n 1 || true  # found is an exit code, too
  done | awk '{print $1 + $2}' | sort -n | awk '{a[NR] = $1} END {print a[int((NR + 1) / 2)]}'
}
# line WHAT FILE SECONDS BESIDE SECONDS
line() { awk -v what="$1" -v size="$(stat -c %s "$2")" -v ours="$3" -v tool="$4" -v theirs="$5" 'BEGIN {
  printf "%-34s %6.2f s %6.0f MB/s   %-22s %7.2f s   %5.2fx\n", what, ours, size / ours / 1e6, tool, theirs, theirs / ours }'; }
ours() { cpu 5 "$sekisho inspect $1 --dataset register=register.idx --key bench.key"; }

# what a worker and the index cost before the first byte of a file
echo >empty.csv
start=$(ours empty.csv)
echo "a file of one line: $start s (worker, index; part of each line below)"
iconv=$(cpu 5 "iconv -f CP932 -t UTF-8 extract.csv")
line "the town's extract" extract.csv "$(ours extract.csv)" "iconv CP932 to UTF-8" "$iconv"
line "another town's extract" other.csv "$(ours other.csv)" "iconv CP932 to UTF-8" "$iconv"
register=$(ours register.csv)
grep=$(cpu 1 "grep -F -f numbers.txt register.csv")
rg=$(cpu 1 "rg -F -f numbers.txt register.csv")
line "the register, every column" register.csv "$register" "grep -F -f numbers" "$grep"
line "the register, every column" register.csv "$register" "rg -F -f numbers" "$rg"
swept=$(cpu 5 "$sekisho inspect register.csv --only individual-number --dataset register=register.idx --key bench.key")
line "the register, numbers alone" register.csv "$swept" "grep -F -f numbers" "$grep"
line "the register, numbers alone" register.csv "$swept" "rg -F -f numbers" "$rg"
swept=$(cpu 5 "$sekisho inspect other.csv --only individual-number --dataset register=register.idx --key bench.key")
line "another town's, numbers alone" other.csv "$swept" "grep -F -f numbers" "$(cpu 1 "grep -F -f numbers.txt other.csv")"
line "another town's, numbers alone" other.csv "$swept" "rg -F -f numbers" "$(cpu 1 "rg -F -f numbers.txt other.csv")"
line "zip of the extract" extract.csv "$(ours extract.zip)" "unzip -p" "$(cpu 5 "unzip -p extract.zip")"
for kind in shared inline; do
  line "xlsx, $kind strings" register.csv "$(ours $kind.xlsx)" "unzip -p sheet | wc -c" \
    "$(cpu 5 "unzip -p $kind.xlsx xl/worksheets/sheet1.xml | wc -c")"
done
