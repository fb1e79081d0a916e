// An independent reader of the ledger: Go's golang.org/x/mod/sumdb packages, which share no code with Sekisho.
//
//	go_verify whole DIR VKEY        the root over all lines of entries.jsonl is the signed one
//	go_verify partial DIR VKEY      each entry's tlog-proof holds
//	go_verify consistency FILE      lines "m n root_m root_n hash..." are consistency proofs
//	go_verify note SEED NAME FILE   signs FILE's text with the seed (hex); prints the verifier key and the note
package main

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

type checkpoint struct {
	origin string
	size   int64
	root   tlog.Hash
}

func openCheckpoint(signed []byte, vkey string) checkpoint {
	verifier := must(note.NewVerifier(vkey))
	opened := must(note.Open(signed, note.VerifierList(verifier)))
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		log.Fatalf("a checkpoint of %d lines", len(lines)-1)
	}
	if lines[0] != verifier.Name() {
		log.Fatalf("origin %q, key %q", lines[0], verifier.Name())
	}
	return checkpoint{lines[0], must(strconv.ParseInt(lines[1], 10, 64)), must(tlog.ParseHash(lines[2]))}
}

func entries(dir string, see func(seq int64, leaf []byte)) int {
	file := must(os.Open(filepath.Join(dir, "entries.jsonl")))
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<17)
	count := 0
	for lines.Scan() {
		var entry struct{ Seq int64 }
		if err := json.Unmarshal(lines.Bytes(), &entry); err != nil {
			log.Fatal(err)
		}
		see(entry.Seq, lines.Bytes())
		count++
	}
	if lines.Err() != nil {
		log.Fatal(lines.Err())
	}
	return count
}

type storage []tlog.Hash

func (s *storage) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		out[i] = (*s)[index]
	}
	return out, nil
}

func whole(dir, vkey string) {
	signed := openCheckpoint(must(os.ReadFile(filepath.Join(dir, "checkpoint"))), vkey)
	var stored storage
	count := entries(dir, func(seq int64, leaf []byte) {
		stored = append(stored, must(tlog.StoredHashes(seq, leaf, &stored))...)
	})
	root := must(tlog.TreeHash(signed.size, &stored))
	if int64(count) != signed.size || root != signed.root {
		log.Fatalf("%d entries with root %v, signed: %d with %v", count, root, signed.size, signed.root)
	}
	fmt.Printf("whole: %d entries have the signed root %v\n", count, root)
}

func partial(dir, vkey string) {
	count := entries(dir, func(seq int64, leaf []byte) {
		text := must(os.ReadFile(filepath.Join(dir, "proofs", fmt.Sprintf("%d.tlog-proof", seq))))
		head, signed, found := bytes.Cut(text, []byte("\n\n"))
		lines := strings.Split(string(head), "\n")
		if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || lines[1] != fmt.Sprintf("index %d", seq) {
			log.Fatalf("the head of proof %d: %q", seq, head)
		}
		var path tlog.RecordProof
		for _, line := range lines[2:] {
			path = append(path, must(tlog.ParseHash(line)))
		}
		tree := openCheckpoint(signed, vkey)
		if err := tlog.CheckRecord(path, tree.size, tree.root, seq, tlog.RecordHash(leaf)); err != nil {
			log.Fatalf("entry %d: %v", seq, err)
		}
	})
	if count == 0 {
		log.Fatal("no entries")
	}
	fmt.Printf("partial: %d entries are in the signed tree\n", count)
}

func consistency(name string) {
	count := 0
	for _, line := range strings.Split(strings.TrimSuffix(string(must(os.ReadFile(name))), "\n"), "\n") {
		fields := strings.Fields(line)
		m, n := must(strconv.ParseInt(fields[0], 10, 64)), must(strconv.ParseInt(fields[1], 10, 64))
		var proof tlog.TreeProof
		for _, field := range fields[4:] {
			proof = append(proof, must(tlog.ParseHash(field)))
		}
		if err := tlog.CheckTree(proof, n, must(tlog.ParseHash(fields[3])), m, must(tlog.ParseHash(fields[2]))); err != nil {
			log.Fatalf("%d to %d: %v", m, n, err)
		}
		count++
	}
	fmt.Printf("consistency: %d proofs hold\n", count)
}

func sign(seedHex, name, file string) {
	seed := must(hex.DecodeString(seedHex))
	public := ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey)
	vkey := must(note.NewEd25519VerifierKey(name, public))
	id := strings.Split(vkey, "+")[1]
	secret := base64.StdEncoding.EncodeToString(append([]byte{1}, seed...))
	signer := must(note.NewSigner("PRIVATE+KEY+" + name + "+" + id + "+" + secret))
	signed := must(note.Sign(&note.Note{Text: string(must(os.ReadFile(file)))}, signer))
	fmt.Printf("%s\n%s", vkey, signed)
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("go_verify: ")
	args := os.Args[1:]
	switch {
	case len(args) == 3 && args[0] == "whole":
		whole(args[1], args[2])
	case len(args) == 3 && args[0] == "partial":
		partial(args[1], args[2])
	case len(args) == 2 && args[0] == "consistency":
		consistency(args[1])
	case len(args) == 4 && args[0] == "note":
		sign(args[1], args[2], args[3])
	default:
		log.Fatal("usage: see main.go")
	}
}
