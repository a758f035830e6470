namespace example

structure A {
    @required
    a String // rest
}

string B

@
