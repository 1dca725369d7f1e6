extension BrokenProfile {
    /// The table of what people get wrong in a profile.
    static let all: [BrokenProfile] = keys + places + values + names + feeds + syntax

    private static let keys = [
        BrokenProfile([1: "fed: test-users"], "1:1 fed feed"),
        BrokenProfile([1: ""], "2:1 feed"),
        BrokenProfile([1: "feed:"], "1:1 feed"),
        BrokenProfile([2: "sumary: x"], "2:1 sumary summary"),
        BrokenProfile([2: "colour: blue"], "2:1 colour"),
        BrokenProfile([6: "  flies: \"*.csv\""], "6:3 from.flies files"),
        BrokenProfile([6: ""], "4:3 from.files"),
        BrokenProfile([4: ""], "5:3 from.connection"),
        BrokenProfile([6: "  files: ~"], "6:3 from.files"),
        BrokenProfile([9: "  after-folder: done"], "8:10 from.after_folder", "9:3 from.after-folder after_folder"),
        BrokenProfile([13: "  nmae: \"x.zip\""], "13:3 to.nmae name"),
        BrokenProfile([15: "  delimeter: \";\""], "15:3 read.delimeter delimiter"),
        BrokenProfile([18: "  max_reject_percent: 5"], "18:3 guard.max_reject_percent max_rejects_percent"),
        BrokenProfile([2: "folder: x", 18: "  min: 5"], "2:1 folder", "18:3 guard.min min_records"),
        BrokenProfile([19: "# no fields", 20: ""], "1:1 fields"),
    ]

    private static let places = [
        BrokenProfile([4: "  connection: campsu"], "4:15 from.connection campus"),
        BrokenProfile([4: "  connection: nord"], "4:15 from.connection"),
        BrokenProfile([11: "  connection: Alma"], "11:15 to.connection alma"),
        BrokenProfile([4: "  connection: x", 11: "  connection: y"], "4:15 from.connection", "11:15 to.connection"),
        BrokenProfile([4: "  connection: [campus]"], "4:15 from.connection"),
        BrokenProfile([5: "  folder: /outgoing"], "5:11 from.folder"),
        BrokenProfile([5: "  folder: ../outgoing"], "5:11 from.folder"),
        BrokenProfile([5: "  folder: a//b"], "5:11 from.folder"),
        BrokenProfile([12: "  folder: ./sis"], "12:11 to.folder"),
        BrokenProfile([9: "  after_folder: outgoing/"], "9:17 from.after_folder"),
        BrokenProfile([9: ""], "8:10 from.after_folder"),
        BrokenProfile([8: "  after: leave"], "9:17 from.after_folder"),
        BrokenProfile([8: "  after: rename"], "9:17 from.after_folder"),
        BrokenProfile([8: "  after: rename", 9: "  after_suffix: a/b"], "9:17 from.after_suffix"),
        BrokenProfile([6: "  files: \"st*\"", 8: "  after: rename", 9: ""], "8:10 from.after_suffix"),
        BrokenProfile([9: "  after_folder: done\n  after_suffix: .x"], "10:17 from.after_suffix"),
        BrokenProfile(
            [11: "  connection: campus", 12: "  folder: outgoing", 13: "  name: students_{run}.csv"], "13:9 to.name"),
        BrokenProfile(
            [
                6: "  files: \"*.done\"", 11: "  connection: campus", 12: "  folder: outgoing",
                13: "  name: users_{run}.zip\n  done_file: \"{name}.done\"",
            ], "14:14 to.done_file"),
        BrokenProfile(
            [
                6: "  files: \"*.sha256\"", 11: "  connection: campus", 12: "  folder: outgoing",
                13: "  name: users_{run}.zip\n  manifest: \"{run}.sha256\"",
            ], "14:13 to.manifest"),
        BrokenProfile([12: "  check: sizes"], "12:10 to.check size"),
        BrokenProfile([12: "  temporary: x"], "12:14 to.temporary"),
        BrokenProfile([12: "  temporary: \"{id}\""], "12:14 to.temporary"),
        BrokenProfile([12: "  temporary: \"{id}{id}.x\""], "12:14 to.temporary"),
        BrokenProfile([12: "  temporary: \"../{id}\""], "12:14 to.temporary"),
        BrokenProfile([12: "  temporary: \"{run}-{id}\""], "12:14 to.temporary"),
        BrokenProfile([12: "  done_file: all.done"], "12:14 to.done_file"),
        BrokenProfile([12: "  done_file: \"{name}\""], "12:14 to.done_file"),
        BrokenProfile([12: "  done_file: \"{run}.done\""], "12:14 to.done_file"),
        BrokenProfile([12: "  done_content: digest"], "12:17 to.done_content"),
        BrokenProfile([12: "  manifest: \"{ordinal}.sha256\""], "12:13 to.manifest"),
        BrokenProfile([12: "  manifest: \"users_{date}_{run}.zip\""], "12:13 to.manifest"),
    ]

    private static let values = [
        BrokenProfile([2: "summary: [a]"], "2:10 summary"),
        BrokenProfile([2: "zone: America/Chicgo"], "2:7 zone"),
        BrokenProfile([2: "verify: ful"], "2:9 verify full"),
        BrokenProfile([2: "verify: {a: b}"], "2:9 verify"),
        BrokenProfile([7: "  settle: 2"], "7:11 from.settle"),
        BrokenProfile([7: "  settle: -2s"], "7:11 from.settle"),
        BrokenProfile([7: "  wait: 10 minutes"], "7:9 from.wait"),
        BrokenProfile([7: "  expect: many"], "7:11 from.expect"),
        BrokenProfile([7: "  expect: -1"], "7:11 from.expect"),
        BrokenProfile([7: "  expect: 99999999999999999999"], "7:11 from.expect"),
        BrokenProfile([8: "  after: mvoe"], "8:10 from.after move", "9:17 from.after_folder"),
        BrokenProfile([12: "  conflict: overwrite"], "12:13 to.conflict"),
        BrokenProfile([18: "  max_rejects_percent: 101"], "18:24 guard.max_rejects_percent"),
        BrokenProfile([18: "  min_records: 1e6"], "18:16 guard.min_records"),
        BrokenProfile([17: "guard: 5", 18: ""], "17:8 guard"),
        BrokenProfile([10: "to: alma", 11: "", 12: "", 13: ""], "10:5 to"),
    ]

    private static let names = [
        BrokenProfile([13: "  name: \"{dat}.zip\""], "13:9 to.name {date}"),
        BrokenProfile([13: "  name: \"{name}.zip\""], "13:9 to.name"),
        BrokenProfile([13: "  name: \"users_{date.zip\""], "13:9 to.name"),
        BrokenProfile([13: "  name: \"users_date}.zip\""], "13:9 to.name"),
        BrokenProfile([13: "  name: \"{run}.handled\""], "13:9 to.name"),
        BrokenProfile([13: "  name: \"sis/{run}.zip\""], "13:9 to.name"),
        BrokenProfile([13: "  name: .hidden"], "13:9 to.name"),
        BrokenProfile([13: "  name: \"\""], "13:9 to.name"),
        BrokenProfile([6: "  files: \"out/*.csv\""], "6:10 from.files"),
        BrokenProfile([6: "  files: \"a[bc.csv\""], "6:10 from.files"),
        BrokenProfile([7: "  done_file: \"{run}.done\""], "7:14 from.done_file"),
        BrokenProfile([7: "  done_file: \"{name}\""], "7:14 from.done_file"),
        BrokenProfile([6: "  files: \"*\"", 7: "  done_file: \"{name}.done\""], "7:14 from.done_file"),
    ]

    private static let feeds = [
        BrokenProfile([1: "feed: test-user"], "1:7 feed test-users"),
        BrokenProfile([1: "feed: invoices", 15: "  delimeter: x"], "1:7 feed"),
        BrokenProfile([15: "  header: Yes"], "15:11 read.header yes"),
        BrokenProfile([15: "  header: on"], "15:11 read.header yes"),
        BrokenProfile([15: "  encoding: utf8"], "15:13 read.encoding utf-8"),
        BrokenProfile([14: "read:", 15: "- a"], "15:1 read"),
        BrokenProfile([16: "columns: A"], "16:10 columns"),
        BrokenProfile([16: "columns: [A, {b: c}]"], "16:14 columns[2]"),
        BrokenProfile([16: "columns: [A, FORBIDDEN]"], "16:10 columns"),
        BrokenProfile([16: "columns: [FORBIDDEN]", 5: "  folder: /x"], "5:11 from.folder", "16:10 columns"),
        BrokenProfile([16: "groups: {staff: 1, guests: 12}"], "16:28 groups.guests"),
        BrokenProfile([16: "source: {tabel: x}"], "16:10 source.tabel table"),
        BrokenProfile([16: "source: [a]"], "16:9 source"),
        BrokenProfile([16: "steps: [{do: trim}, {do: uper}, {}]"], "16:26 steps[2].do upper", "16:33 steps[3].do"),
        BrokenProfile([16: "batch: 64 kb"], "16:8 batch"),
        BrokenProfile([16: "grace: three days"], "16:8 grace"),
        BrokenProfile([16: "share: 5%"], "16:8 share"),
    ]

    private static let syntax = [
        BrokenProfile([2: "feed: other"], "2:1 feed"),
        BrokenProfile([7: "  files: x", 16: "feed: y"], "7:3 files", "16:1 feed"),
        BrokenProfile([7: "\tsettle: 2s"], "7:1"),
        BrokenProfile([6: "  files: *.csv"], "6:10"),
        BrokenProfile([6: "  files: \"*.csv"], "6:10"),
        BrokenProfile([13: "  name: \"x.zip"], "13:9"),
        BrokenProfile([2: "summary: Load: nightly"], "2:14"),
        BrokenProfile([2: "summary"], "2:1"),
        BrokenProfile([2: "summary: @home"], "2:10"),
        BrokenProfile([16: "columns: [A, B"], "16:10"),
        BrokenProfile([5: "    folder: x"], "5:11"),
        BrokenProfile([17: "---"], "17:1"),
        BrokenProfile([2: "[a, b]: c"], "2:1"),
        BrokenProfile([2: "summary: \"a\\qb\""], "2:12"),
    ]
}
