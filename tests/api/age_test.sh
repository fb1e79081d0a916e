#!/usr/bin/env bash
# sekisho seal / open against Debian's age and age-keygen, both ways, and their manners as filters.
# Usage: age_test.sh PATH-OF-SEKISHO. Needs: age, expect, script (bsdutils).
set -u -o pipefail

sekisho=$(realpath "${1:?usage: age_test.sh PATH-OF-SEKISHO}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset SEKISHO_PASSPHRASE
failures=0

ok() {
  local what=$1
  shift
  if "$@" >out.log 2>&1; then
    echo "ok $what"
  else
    echo "NOT OK $what"
    sed 's/^/    /' out.log | head -20
    failures=$((failures + 1))
  fi
}
# exits WHAT CODE COMMAND...: the command ends with that code
exits() {
  local what=$1 code=$2 got=0
  shift 2
  "$@" >out.log 2>err.log || got=$?
  if [ "$got" = "$code" ]; then
    echo "ok $what"
  else
    echo "NOT OK $what (exit code $got, expected $code)"
    cat err.log
    failures=$((failures + 1))
  fi
}
# at_terminal ANSWER COMMAND-LINE: runs it with a terminal of its own and types the answer when a question stands there
at_terminal() {
  ANSWER=$1 LINE=$2 expect -c '
    set timeout 120
    spawn -noecho bash -c $env(LINE)
    expect {
      -re {: $} { send -- "$env(ANSWER)\r"; exp_continue }
      timeout { puts "no end after $timeout s"; exit 124 }
      eof
    }
    exit [lindex [wait] 3]'
}
pipes() { bash -c "set -o pipefail; $1"; }
same() { cmp "$1" "$2"; }

age-keygen -o theirs.key 2>theirs.log
"$sekisho" seal --generate-key -o ours.key 2>ours.log
theirs=$(sed -n 's/^# public key: //p' theirs.key)
ours=$(sed -n 's/^# public key: //p' ours.key)

# Keys
ok "age-keygen reads our key file" test "$(age-keygen -y ours.key)" = "$ours"
ok "the public key is printed as age-keygen does" test "$(cat ours.log)" = "Public key: $ours"
ok "the key file is for its owner only" test "$(stat -c %a ours.key)" = 600
exits "a key file is never overwritten" 1 "$sekisho" seal --generate-key -o ours.key
ok "and it is still the same" test "$(age-keygen -y ours.key)" = "$ours"
printf '# 宛先\n\n%s\n%s\n' "$theirs" "$ours" >both.txt

# Both ways, at the boundaries of chunks
for size in 0 1 15 65535 65536 65537 196608 262144 262145 1048577; do
  head -c "$size" /dev/urandom >plain
  for armor in "" -a; do
    rm -f sealed opened
    ok "seal $armor $size bytes" "$sekisho" seal $armor -r "$theirs" -o sealed plain
    ok "age opens it unchanged" pipes "age -d -i theirs.key sealed | cmp - plain"  # age -o leaves no file for size 0
    rm -f sealed opened
    age $armor -r "$ours" -o sealed plain
    ok "open what age $armor sealed" "$sekisho" open -i ours.key -o opened sealed
    ok "unchanged" same plain opened
  done
done

# As filters; several recipients and identities
head -c 3000000 /dev/urandom >plain
ok "a filter each" pipes "'$sekisho' seal -R both.txt < plain | age -d -i theirs.key | cmp - plain"
ok "a filter each, the other way" pipes "age -R both.txt < plain | '$sekisho' open -i ours.key | cmp - plain"
ok "armour through pipes" pipes "'$sekisho' seal -a -R both.txt < plain | '$sekisho' open -i theirs.key | cmp - plain"
ok "the wrong key first" pipes "age -r '$ours' < plain | '$sekisho' open -i theirs.key -i ours.key | cmp - plain"
ok "for the owner of an identity file" pipes "'$sekisho' seal -i theirs.key < plain | age -d -i theirs.key | cmp - plain"
ok "recipients from standard input" pipes "'$sekisho' seal -R - -o fromstdin plain < both.txt && age -d -i theirs.key fromstdin | cmp - plain"
ok "a slow writer" pipes "(head -c 100 plain; sleep 0.2; tail -c +101 plain) | '$sekisho' seal -r '$theirs' | age -d -i theirs.key | cmp - plain"

# Passphrases
printf '見本市の合言葉 2026\n' >pass.txt
pass=$(cat pass.txt)
ok "seal with a passphrase from a file" "$sekisho" seal -p --passphrase-file pass.txt -o sealed plain
rm -f opened
ok "age opens it" at_terminal "$pass" "age -d -o opened sealed"
ok "unchanged" same plain opened
rm -f sealed opened
ok "age seals with a passphrase" at_terminal "$pass" "age -p -o sealed plain"
ok "open it, the passphrase from the environment" env SEKISHO_PASSPHRASE="$pass" "$sekisho" open -o opened sealed
ok "unchanged" same plain opened
rm -f opened
ok "open it at the terminal" at_terminal "$pass" "'$sekisho' open -o opened sealed"
ok "unchanged" same plain opened
rm -f sealed opened
ok "seal at the terminal" at_terminal "$pass" "'$sekisho' seal -p -a -o sealed plain"
ok "open it with the file" "$sekisho" open --passphrase-file pass.txt -o opened sealed
ok "unchanged" same plain opened
echo wrong >wrong.txt
exits "a wrong passphrase" 1 "$sekisho" open --passphrase-file wrong.txt -o never sealed
ok "leaves nothing" test ! -e never
exits "without terminal, file and environment" 1 setsid -w "$sekisho" open -o never sealed
ok "seal, and keep what the terminal showed" at_terminal hidden-word "'$sekisho' seal -p -o shown plain"
mv out.log screen.log
ok "both questions were asked" test "$(grep -c ': ' screen.log)" = 2
ok "what is typed is not shown" pipes "! grep hidden-word screen.log"

# Damage
"$sekisho" seal -r "$ours" -o sealed plain
echo old >kept
for at in 3 60 150 220 100000 2900000; do
  cp sealed damaged
  printf '\x00\x01' | dd of=damaged bs=1 seek="$at" conv=notrunc status=none
  exits "damaged at $at" 1 "$sekisho" open -i ours.key -o kept damaged
done
for size in 0 10 100 199 220 65800 131300 $(($(stat -c %s sealed) - 1)); do
  head -c "$size" sealed >damaged
  exits "cut to $size bytes" 1 "$sekisho" open -i ours.key -o kept damaged
done
(cat sealed; echo) >damaged
exits "with something behind it" 1 "$sekisho" open -i ours.key -o kept damaged
exits "for somebody else" 1 "$sekisho" open -i theirs.key -o kept sealed
ok "the old file of that name was left alone" test "$(cat kept)" = old
ok "no piece lies about" test -z "$(find . -name '*.part')"
exits "a full disk" 1 "$sekisho" open -i ours.key -o /dev/full sealed
exits "a folder that is not there" 1 "$sekisho" open -i ours.key -o nowhere/x sealed
exits "a file that is not there" 1 "$sekisho" open -i ours.key nothing
exits "a folder as input" 1 "$sekisho" seal -r "$ours" -o x .
ok "released before the damage: verified content only" pipes \
  "head -c 2000000 sealed | '$sekisho' open -i ours.key > prefix; cmp -n \$(stat -c %s prefix) prefix plain && [ \$(stat -c %s prefix) -ge 1900000 ]"

# Files
ln -s real link
ok "through a link" "$sekisho" open -i ours.key -o link sealed
ok "the link stays and its target has the content" pipes "test -L link && cmp real plain"
ok "what was opened is for its owner only" test "$(stat -c %a real)" = 600
chmod 640 real
"$sekisho" open -i ours.key -o real --sync sealed
ok "a file that is replaced keeps its mode" test "$(stat -c %a real)" = 640
cp plain inplace
ok "onto itself" "$sekisho" seal -r "$ours" -o inplace inplace
ok "opens" pipes "'$sekisho' open -i ours.key inplace | cmp - plain"

# Usage
exits "nobody to seal for" 2 "$sekisho" seal plain
exits "recipients and a passphrase" 2 "$sekisho" seal -p -r "$ours" plain
exits "an unknown option" 2 "$sekisho" seal --frobnicate
exits "a missing value" 2 "$sekisho" open -i
exits "two inputs" 2 "$sekisho" open -i ours.key a b
exits "a broken recipient" 1 "$sekisho" seal -r "${ours%?}x" -o x plain
exits "a secret key as recipient" 1 "$sekisho" seal -r "$(tail -1 ours.key)" -o x plain
ok "its text is not repeated" pipes "! grep -qi \"\$(tail -1 ours.key)\" err.log"
exits "seal --help" 0 "$sekisho" seal --help
exits "open --help" 0 "$sekisho" open --help
ok "no binary to a terminal" pipes "script -qc \"'$sekisho' seal -r '$ours' plain\" /dev/null | grep -q 'binary to the terminal'"
ok "armour may go there" pipes "script -qec \"'$sekisho' seal -a -r '$ours' ours.log\" /dev/null | grep -q 'END AGE ENCRYPTED FILE'"
printf 'x\033[2Jy' >control
"$sekisho" seal -r "$ours" -o control.age control
ok "no control characters either" pipes "! script -qec \"'$sekisho' open -i ours.key control.age\" /dev/null | grep -q '\[2J'"
ok "text may" pipes "'$sekisho' seal -r '$ours' -o text.age ours.log && script -qec \"'$sekisho' open -i ours.key text.age\" /dev/null | grep -q '^Public key'"
"$sekisho" seal --json -r "$ours" -r "$theirs" -o x plain 2>summary
ok "a summary in JSON" grep -q "\"result\":\"ok\".*\"bytes_in\":3000000,.*\"$ours\",\"$theirs\"" summary
"$sekisho" open --json -i theirs.key -o y x 2>summary
ok "of opening, too" grep -q '"bytes_out":3000000' summary
"$sekisho" open --json -i ours.key plain 2>summary >/dev/null
ok "and of an error" grep -q '"result":"error".*not an age file' summary

echo
if [ "$failures" != 0 ]; then
  echo "$failures failed"
  exit 1
fi
echo "all passed"
