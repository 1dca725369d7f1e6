import Exchange
import Testing

@Suite struct `A layout that is wrong` {
    @Test(arguments: [
        ("separator: \",\"", "1:1 'format' is missing from 'write', for example: format: delimited"),
        (
            "format: delimted",
            "1:9 'write.format' wants one of delimited, fixed, xml, json, found 'delimted' (delimited?)"
        ),
        ("format: delimited", "1:1 there is no line for any record"),
        (
            "format: fixed\nnames: yes\nrecords: [{for: fee, fields: [{constant: A}]}]",
            "2:1 'names' says nothing for 'format: fixed'; it belongs to 'format: delimited'"
        ),
        (
            "format: delimited\nrecords: [{for: fe, fields: [{value: amount}]}]",
            "2:17 'fe' is no level of these records (fee?)"
        ),
        (
            "format: delimited\nrecords: [{for: fee, fields: [{value: amuont}]}]",
            "2:39 'amuont' is no field of these records (amount?)"
        ),
        (
            "format: delimited\nrecords: [{for: fee, fields: [{valeu: amount}]}]",
            "2:32 'valeu' is not a key of 'write.records[1].fields[1]' (value?)"
        ),
        (
            "format: delimited\nrecords: [{for: fee, fields: [{value: amount, constant: X}]}]",
            "2:31 this says 'value' and 'constant'; only one of them can stay"
        ),
        (
            "format: delimited\nrecords: [{for: fee, fields: [{name: X}]}]",
            "2:31 this does not say where its value comes from"
        ),
        (
            "format: fixed\nrecords: [{for: fee, fields: [{value: user_id}]}]",
            "2:31 'user_id' needs a 'width': this layout has columns of fixed width"
        ),
        (
            "format: delimited\nrecords: [{for: fee, when: {amuont: {above: 0}}, fields: [{value: amount}]}]",
            "2:28 'amuont' is no field of these records (amount?)"
        ),
        (
            "format: delimited\nrecords: [{for: file, fields: [{count: recrods, width: 4}]}, {for: fee, fields: [{value: amount}]}]",
            "2:40 'recrods' cannot be counted (records?)"
        ),
        (
            "format: delimited\nrecords: [{for: file, fields: [{count: lines}]}, {for: fee, fields: [{value: amount}]}]",
            "2:32 what stands before the records is filled in at the end, so it needs a 'width'"
        ),
        (
            "format: delimited\nrecords: [{for: file, fields: [{value: user_id}]}, {for: fee, fields: [{value: amount}]}]",
            "2:40 'user_id' belongs to a record, and this stands once in a file"
        ),
        (
            "format: delimited\nrecords: [{for: file, at: end, fields: [{total: user_id}]}, {for: fee, fields: [{value: amount}]}]",
            "2:49 'user_id' is no amount that could be added up"
        ),
        (
            "format: delimited\nrecords: [{for: fee, fields: [{value: amount, number: {mark: none}}]}]",
            "2:62 without a decimal mark, 'decimals' or 'currency' must say how many digits are behind it"
        ),
        (
            "format: delimited\nrecords: [{for: fee, fields: [{value: amount, number: {decimals: 2}, longest: 3, cut: yes}]}]",
            "2:87 a number that is cut is another number"
        ),
        (
            "format: fixed\nrecords: [{for: fee, fields: [{value: amount, number: {decimals: 2}, width: 9, align: left, pad: \"0\"}]}]",
            "2:87 zeros behind a number make it another number"
        ),
        (
            "format: delimited\nrecords: [{for: fee, fields: [{value: transaction_date, format: YY}]}]",
            "2:65 'YY' is no way to write a date: it needs YYYY (or YY), MM (or M, or MON) and DD (or D)"
        ),
        (
            "format: delimited\nrecords: [{for: fee, fields: [{term: {from: {02-01: A}}}]}]",
            "2:45 the terms begin with 01-01 and follow the year, so that each day has one"
        ),
        (
            "format: delimited\nrecords: [{for: fee, fields: [{term: {from: {01-01: \"{YYY}\"}}}]}]",
            "2:53 '{YYY}' is no term: braces hold the year, moved or not"
        ),
        (
            "format: delimited\nrecords: [{for: fee, fields: [{due: {date: user_id, day: 3}}]}]",
            "2:44 'user_id' is no date"
        ),
        (
            "format: delimited\nfiles: [{part: a}, {part: b}]\nrecords: [{for: fee, fields: [{value: amount}]}]",
            "2:8 'a' has no 'when' and takes every record, so nothing is left for those behind it"
        ),
        (
            "format: delimited\nunmappable: {fold: greek}\nrecords: [{for: fee, fields: [{value: amount}]}]",
            "2:20 'fold' knows the Latin alphabet only"
        ),
        (
            "format: delimited\nunmappable: ignore\nrecords: [{for: fee, fields: [{value: amount}]}]",
            "2:13 'unmappable' is refuse, or a block with 'lookup' or 'fold'"
        ),
        ("format: xml", "1:1 'format: xml' needs 'document'"),
        (
            "format: xml\ndocument: [{name: a, content: [{nmae: b}]}]",
            "2:33 'nmae' is not a key of 'write.document[1].content[1]' (name?)"
        ),
        (
            "format: xml\ndocument: [{name: a, content: [{name: \"b c\", for: fee, value: amount}]}]",
            "2:32 'b c' is no name in XML"
        ),
        (
            "format: xml\ndocument: [{name: a, content: [{name: \"x:b\", for: fee, value: amount}]}]",
            "2:32 the prefix of 'x:b' is not in 'namespaces'"
        ),
        (
            "format: xml\ndocument: [{name: a, content: [{name: b, for: fee, value: amount}, {name: b, for: fee, value: amount}]}]",
            "2:68 'for: fee' must stand in one place, and stands in 2"
        ),
        (
            "format: json\ndocument: [{name: b, for: fee, content: [{name: c, value: amount}, {name: c, value: user_id}]}]",
            "2:68 'c' stands here twice"
        ),
        (
            "format: json\ndocument: [{name: b, for: fee, content: [{name: c, value: amount, as: number}]}]",
            "2:71 a JSON number needs 'number', which says how it is written"
        ),
    ])
    func `is told so, at its place`(yaml: String, said: String) {
        let read = TargetTrial.read(yaml)
        #expect(read.plan == nil)
        #expect(read.said == [said])
    }

    @Test func `names the fields of an inner level where they cannot be`() {
        let read = TargetTrial.read(
            "format: delimited\nrecords: [{for: invoice, fields: [{value: fund_amount}]}]", TargetShapes.invoices)
        #expect(read.said == ["2:43 'fund_amount' belongs to each fund, and this stands in each invoice"])
    }
}
