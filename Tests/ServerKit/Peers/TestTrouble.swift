/// A test's own machinery does not work; never the program's fault.
package struct TestTrouble: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
