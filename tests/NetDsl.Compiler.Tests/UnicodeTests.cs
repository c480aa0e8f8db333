using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Tests;

/// <summary>Names of all scripts that C# identifiers may have.</summary>
public sealed class UnicodeTests
{
    [Theory]
    [InlineData("Tra\u0308um", "Träum")]
    [InlineData("e\u0302\u0301", "\u1EBF")]
    [InlineData("a\u0302\u0323", "\u1EAD")]
    [InlineData("â\u0323", "\u1EAD")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("하\u11AB", "한")]
    [InlineData("x\u0323\u0301", "x\u0323\u0301")]
    [InlineData("\u0915\u094D\u0937", "\u0915\u094D\u0937")]
    [InlineData("\u09C7\u09BE", null)]
    [InlineData("ক\u09C7\u09BE", "ক\u09CB")]
    [InlineData("日本", "日本")]
    [InlineData("a٣", "a٣")]
    public void Accents_are_joined_with_their_letters(string written, string? name)
    {
        var bound = Compilation.Compile($"network N {{ input a 4; output b = dense 2 softmax {{ {written} other }} }}");
        Assert.Equal(name is null ? [] : [name, "other"], bound.Networks.SelectMany(network => network.Output.Labels));
    }

    [Fact]
    public void Decomposed_and_composed_accents_are_one_name()
    {
        var bound = Compilation.Compile("network N { input a 4; é = dense 3; relu from e\u0301; output b = dense 2 softmax }");
        Assert.Empty(bound.Diagnostics);
    }

    [Theory]
    [InlineData("_\u0301x", "_\u0301x")]
    [InlineData("٣x", "_٣x")]
    [InlineData("über", "Über")]
    public void Member_begins_as_an_identifier_may(string name, string member) =>
        Assert.Equal(member, MemberName.Of(name));
}
