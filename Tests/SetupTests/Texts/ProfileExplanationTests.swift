import Exchange
import Setup
import Testing

struct ProfileExplanationTests {
    @Test func `explains a profile in plain English`() throws {
        #expect(ProfileExplanation(try TestRoot().profile()).lines == ProfileExplanationTests.golden)
    }

    @Test func `explains the other choices`() throws {
        let root = TestRoot(lines: [
            2: "zone: UTC\nverify: full", 7: "  wait: 10m\n  expect: 2\n  done_file: \"{name}.done\"",
            8: "  after: rename",
            9: "  after_suffix: .taken", 12: "  conflict: version", 18: "  max_rejects_percent: 5\n  min_records: 10",
        ])
        let text = ProfileExplanation(try root.profile()).lines.joined(separator: "\n")
        for sentence in [
            "Its clock runs in UTC, the profile's own zone.", "parsed again from beginning to end.",
            "A run waits up to 10 min for files to appear and be finished.",
            "If there are fewer than 2, the run ends as missing.",
            "for 2 s (10 s across a network) and a file named '{name}.done' stands beside it.",
            "The files get '.taken' appended to their names once everything is delivered.",
            "the delivery gets the next free name.",
            "Deliveries go to the connection 'alma' (folder /srv/exchange/places/alma).",
            "if more than 5 % of its records are rejected, or if fewer than 10 records are accepted.",
        ] { #expect(text.contains(sentence), "\(sentence)") }
    }

    @Test func `explains how deliveries are made where that is not as usual`() throws {
        let root = TestRoot(lines: [
            12: "  folder: sis\n  check: size\n  temporary: \"tmp/{id}.part\"\n  done_file: \"{name}.done\"\n"
                + "  done_content: digest\n  manifest: \"{run}.sha256\""
        ])
        let text = ProfileExplanation(try root.profile()).lines.joined(separator: "\n")
        for sentence in [
            "Before it is published, only the size of each file is compared with what was sent.",
            "Until then it is called 'tmp/{id}.part'.", "After them comes '{run}.sha256', a list of their SHA-256.",
            "Last comes '{name}.done' for each file, with its name, size and SHA-256.",
        ] { #expect(text.contains(sentence), "\(sentence)") }
    }

    @Test func `documents settings`() {
        #expect(
            DocumentSettings.lines([
                Setting("files", .text, required: true, "Which names.", example: "\"*.csv\""),
                Setting(
                    "steps", .list(.block([Setting("do", .boolean, default: "yes", "What.", example: "")])), "S.",
                    example: "steps: []"),
            ]) == [
                "files   a text, required", "    Which names.", "    files: \"*.csv\"",
                "steps   a list, each item a block of keys", "    S.", "    steps: []",
                "steps[].do   'yes' or 'no', default yes", "    What.",
            ])
        #expect(
            DocumentSettings.lines(ProfileSettings.all).contains(
                "from.wait   a duration such as 500ms, 2s, 10m, 6h or 3d, default 0s"))
    }

    static let golden = """
        example/sis-import: Nightly student and staff load for Alma
          A profile of Example University Library. Its clock runs in America/Chicago, the institution's zone.
          A run may use 2 GiB of memory and compute for 1 h; under the daemon it is ended after 30 min without progress.
          Files over which 3 processes or runs end before anything is sent are set aside.

        Where the files come from
          Files named 'students_*.csv' are taken from the folder 'outgoing' of the connection 'campus' (folder /srv/exchange/places/campus).
          A file counts as finished when its size and time have not changed for 2 s.
          A run does not wait for files that are not finished.
          If there are none, there is nothing to do.

        What test-users does
          Users, for tests.
          Rows become users.
          Columns: A, B.

        What is checked
          Before delivery, outputs are read back: containers, checksums, sizes and counts.
          The load is held for a person if more than 5 % of its records are rejected.
          Where the load can be compared with the last delivered one, it is held
            - if it has more than 20 % fewer records,
            - if it has more than 100 % more records,
            - if more than 50 % of the last load's records are missing,
            - if a group of 20 or more falls by more than 50 %, or any group vanishes,
            - if more than 50 % fewer records have a value in some field,
            - if more than 25 % have another name, birth date or identifier,
            - if more than 20 % of the last load would be expired.
          What is held is sent, exactly as it was made, by 'exchange release RUN --reason TEXT'; until then by nothing.

        Where the outputs go
          Deliveries go to the folder 'sis' of the connection 'alma' (folder /srv/exchange/places/alma).
          They are called 'users_{date}_{run}.zip'.
          If there is a file of that name already, nothing is published and a person decides.

        What happens to the files
          The files are moved to the folder 'done' of the connection 'campus' once everything is delivered.

        Settings in force
          feed                             test-users
          summary                          Nightly student and staff load for Alma
          zone                             America/Chicago  (the institution's)
          from.connection                  campus
          from.folder                      outgoing
          from.files                       students_*.csv
          from.files_regex                 -
          from.except                      -
          from.order                       name  (default)
          from.settle                      2s
          from.min_age                     0s  (default)
          from.wait                        0s  (default)
          from.done_file                   -
          from.expect                      0  (default)
          from.at_most                     -
          from.min_size                    0  (default)
          from.max_size                    -
          from.empty                       hold  (default)
          from.claim                       none  (default)
          from.after                       move
          from.after_folder                done
          from.after_suffix                .processed  (default)
          from.pgp                         -
          to.connection                    alma
          to.folder                        sis
          to.name                          users_{date}_{run}.zip
          to.conflict                      refuse  (default)
          to.check                         readback  (default)
          to.temporary                     .x-{id}  (default)
          to.done_file                     -
          to.done_content                  empty  (default)
          to.manifest                      -
          to.taken_within                  -
          to.pgp                           -
          verify                           quick  (default)
          transformers                     -
          gpg_home                         -
          deadline                         -
          review                           no  (default)
          guard.max_rejects_percent        5
          guard.min_records                -
          guard.max_fall_percent           20  (default)
          guard.max_rise_percent           100  (default)
          guard.max_gone_percent           50  (default)
          guard.max_group_fall_percent     50  (default)
          guard.group_floor                20  (default)
          guard.groups                     -
          guard.max_field_fall_percent     50  (default)
          guard.fields                     -
          guard.max_cleared_percent        -
          guard.max_steady_change_percent  25  (default)
          guard.max_expired                -
          guard.max_expired_percent        20  (default)
          targets                          -
          read.delimiter                   ;
          read.encoding                    utf-8  (default)
          read.header                      yes  (default)
          batch                            64KiB  (default)
          grace                            3d  (default)
          share                            5  (default)
          columns                          2 items, line 16
          groups                           -
          source                           -
          steps                            -
          fields                           1 key, line 20
        """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}
