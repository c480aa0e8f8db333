namespace NetDsl.Generator.Tests.Campaigns;

/// <summary>Programs that were accepted once, and whose C# did not compile.</summary>
public sealed class OddCaseTests
{
    [Theory]
    [InlineData("1e39", "network N { input image 1x8x8; filter 3x3 { 0 0 0 / 0 1e39 0 / 0 0 0 }; output d = dense 2 softmax }")]
    [InlineData("label", "network N { input label 8; output digit = dense 3 softmax }")]
    [InlineData("probability", "network N { input probability 8; output digit = dense 3 softmax }")]
    [InlineData("score", "network N { input score 8; output digit = dense 3 linear loss hinge }")]
    [InlineData("output", "network N { input output 8; output y = dense 1 linear }")]
    [InlineData("outputs", "network N { input outputs 8; output y = dense 1 linear; output z = dense 2 softmax from outputs }")]
    [InlineData("theY", "network N { input theY 8; output y = dense 1 linear; output z = dense 2 softmax from theY }")]
    [InlineData("C1Weights", "network C1Weights { input image 1x8x8; c1 = conv 3x3 filters 2; output y = dense 3 softmax }")]
    [InlineData("C1Shape", "network C1Shape { input image 1x8x8; c1 = conv 3x3 filters 2; output y = dense 3 softmax }")]
    [InlineData("get_C1", "network get_C1 { input image 1x8x8; c1 = conv 3x3 filters 2; output y = dense 3 softmax }")]
    [InlineData("extension", "network extension { input v 8; output y = dense 3 linear }")]
    [InlineData("field", "network field { input v 8; output y = dense 3 linear }")]
    [InlineData("standard_stages", """
        network N { input v 8; standard_stages = dense 4 sigmoid; output y = dense 3 softmax }
        schedule Standard for N { batch 4; pretrain standard_stages rbm { cd 1 rate 0.1 epochs 2 } }
        """)]
    [InlineData("h12", """
        network N { input v 8; h1 = dense 4 sigmoid; h12 = dense 4 sigmoid; output y = dense 3 softmax }
        schedule Standard for N { batch 4; pretrain h1 rbm { cd 1 rate 0.1 epochs 2 } pretrain h1 rbm { cd 1 rate 0.1 epochs 2 }
            pretrain h12 rbm { cd 1 rate 0.1 epochs 2 } }
        """)]
    public void Program_compiles_without_a_warning_or_is_refused_at_the_word(string odd, string text) => Assert.All(
        new[] { "Reader", "" },
        space => Assert.Empty(Campaign.Check(
            [new OddProgram("/project/a.net", text, odd)], new ProjectProperties { RootNamespace = space })));
}
