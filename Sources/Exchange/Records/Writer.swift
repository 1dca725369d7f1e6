/// Records in, bytes out. `begin`, any number of `write`, `finish`, in this order, once.
///
/// What a writer produced reads back as equal records (write∘read is the identity); it never repairs a value silently.
package protocol Writer<Record> {
    associatedtype Record
    mutating func begin(_ sink: any ByteSink) throws(Fault)
    mutating func write(_ record: borrowing Record, to sink: any ByteSink) throws(Fault)
    mutating func finish(_ sink: any ByteSink) throws(Fault)
}
