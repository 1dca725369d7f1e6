import Exchange
import Machine
import ServerKit
import Testing

@testable import Engine

@Suite struct `A program of one's own` {
    @Test func `that repeats what it is given changes nothing`() throws {
        let values = ["", " ", "Müster", "\"quoted\"", "a\\b", "tab\tline\nend\rbell\u{7}", "!bang", "𝄞 é", "\u{2028}"]
        let echoes: [(String, TransformerPlan.Format)] = [
            (Script.echo, .jsonl), ("#!/bin/sh\nexec cat\n", .tsv),
        ]
        for (script, format) in echoes {
            for names in [["A"], ["B", "C"], ["A", "A"]] {
                let bench = try OutsideBench(script, format: format)
                let records = values.map { value in FieldRecord(names.map { ($0, value) }) }
                for record in records { try bench.put(record) }
                try bench.finish()
                #expect(bench.answers.map(\.fate) == records.map { .records([$0]) }, "\(format) \(names)")
                #expect(bench.answers.map(\.token) == Array(1...values.count))
                #expect(bench.answers.map(\.position.record) == Array(1...values.count))
            }
        }
    }

    @Test func `changes, splits, leaves out and refuses`() throws {
        let bench = try OutsideBench(
            Script.python(
                """
                if number == 2: say(record=number, skip="a test")
                elif number == 3: say(record=number, reject="no\\u001b name")
                elif number == 4: say(record=number, records=[fields, {"NAME": None, "ID": "x"}])
                elif number == 5: say(record=number, records=[])
                else: say(record=number, fields={"MORE": "+", "ID": fields["ID"].upper()})
                """), adds: ["MORE"])
        #expect(bench.fault(6) == nil)
        #expect(
            bench.words == [
                "1: ID=N1 MORE=+", "2: ", "3: !no\u{1B} name", "4: ID=n4 NAME=Muster 4 | ID=x NAME=", "5: ",
                "6: ID=N6 MORE=+",
            ])
    }

    @Test func `speaks tsv as well`() throws {
        let script = """
            #!/bin/sh
            IFS= read -r header
            echo "NAME	MORE"
            n=0
            while IFS= read -r line; do
                n=$((n + 1))
                case $n in
                1) echo "$line" | cut -f2 | tr '\\n' '\\t'; printf '%s\\n' 'a\\tb' ;;
                2) echo ;;
                3) echo '!no name' ;;
                4) printf '\\t\\r\\n' ;;
                esac
            done
            """
        let bench = try OutsideBench(script, format: .tsv, adds: ["MORE"])
        #expect(bench.fault(4) == nil)
        #expect(bench.words == ["1: NAME=Muster 1 MORE=a\tb", "2: ", "3: !no name", "4: NAME= MORE="])
    }

    @Test func `knows where it is, and nothing else`() throws {
        let bench = try OutsideBench(
            Script.python(
                """
                env = " ".join(sorted(k + "=" + v for k, v in os.environ.items() if k != "LC_CTYPE"))
                say(record=number, fields={"ID": env, "NAME": json.dumps([hello, sys.argv[1:], os.getcwd(), os.listdir(".")])})
                """), arguments: ["a b", "$HOME"], environment: ["SEMESTER": "autumn"])
        #expect(bench.fault(1) == nil)
        let work = bench.scratch.at("work/1")
        #expect(
            bench.words == [
                "1: ID=EXCHANGE_DATE=2026-11-18 EXCHANGE_PROFILE=example/people EXCHANGE_RUN=26-0007 LANG=C.UTF-8 "
                    + "PATH=/usr/local/bin:/usr/bin:/bin SEMESTER=autumn TMPDIR=\(work) NAME=[{\"exchange\": 1, "
                    + "\"profile\": \"example/people\", \"run\": \"26-0007\", \"columns\": [\"ID\", \"NAME\"]}, "
                    + "[\"a b\", \"$HOME\"], \"\(work)\", []]"
            ])
    }

    @Test func `is started anew after the end of a file`() throws {
        let bench = try OutsideBench(Script.python("say(record=number, fields={'ID': str(os.getpid())})"))
        #expect(bench.fault(2) == nil && bench.fault(1) == nil)
        let processes = bench.answers.map(\.fate)
        #expect(processes.count == 3 && processes[0] == processes[1] && processes[1] != processes[2])
    }

    @Test func `is not started where there is nothing to do`() throws {
        let bench = try OutsideBench("no program at all")
        try bench.finish()
        try bench.catchUp()
        #expect(bench.answers.isEmpty)
    }

    @Test func `may follow another, and a refusal of one of several refuses them all`() throws {
        let split = Script.python(
            "say(record=number, records=[dict(fields, HALF=h) for h in 'ab'[:number % 3]])")
        let judge =
            "#!/usr/bin/awk -f\n"
            + "BEGIN { FS = OFS = \"\\t\" }\n{ if ($1 == \"n2\" && $3 == \"a\") print \"!not this\"; else print }\n"
        let bench = try OutsideBench([(split, .jsonl, ["HALF"]), (judge, .tsv, [])])
        #expect(bench.fault(5) == nil)
        #expect(bench.chain.adds == ["HALF"])
        #expect(
            bench.words == [
                "1: ID=n1 NAME=Muster 1 HALF=a", "2: !not this", "3: ", "4: ID=n4 NAME=Muster 4 HALF=a",
                "5: ID=n5 NAME=Muster 5 HALF=a | ID=n5 NAME=Muster 5 HALF=b",
            ])
    }

    /// However much there is, only so much is under way.
    @Test func `is given no more than it answers`() throws {
        let bench = try OutsideBench("#!/bin/sh\nexec cat\n", format: .tsv)
        #expect(bench.fault(100_000) == nil)
        #expect(bench.answers.count == 100_000)
        #expect(bench.furthest <= OutsideProgram.window.records + 1)
        #expect(bench.words.last == "100000: ID=n100000 NAME=Muster 100000")
    }

    @Test func `is given no more bytes than it answers`() throws {
        let bench = try OutsideBench(Script.echo)
        let long = String(repeating: "x", count: 300_000)
        for _ in 1...20 { try bench.put(FieldRecord([("ID", long)])) }
        try bench.finish()
        #expect(bench.furthest <= 4 && bench.answers.count == 20)
        #expect(bench.answers.allSatisfy { $0.fate == .records([FieldRecord([("ID", long)])]) })
    }

    @Test func `can be waited for`() throws {
        let bench = try OutsideBench(Script.echo)
        for number in 1...10 { try bench.put(OutsideBench.record(number)) }
        try bench.catchUp()
        #expect(bench.answers.count == 10)
        #expect(bench.fault(1) == nil && bench.answers.count == 11)
    }

    @Test func `may talk as much as it likes on standard error`() throws {
        let bench = try OutsideBench(
            Script.python("sys.stderr.write('e' * 100000)\nsay(record=number, fields=fields)"))
        #expect(bench.fault(200) == nil && bench.answers.count == 200)
    }

    /// Without flushing, answers come in blocks, and the rest when its input ends.
    @Test func `may keep some answers back`() throws {
        let bench = try OutsideBench(Script.python("print(json.dumps({'record': number, 'fields': fields}))"))
        #expect(bench.fault(5000) == nil && bench.answers.count == 5000)
    }
}
