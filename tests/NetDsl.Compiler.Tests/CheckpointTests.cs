using NetDsl.Compiler.Passes;

namespace NetDsl.Compiler.Tests;

/// <summary>Work that nobody wants any more ends at its next step: counted, as time depends on the machine.</summary>
public sealed class CheckpointTests
{
    [Fact]
    public void Work_ends_at_the_checkpoint_that_throws()
    {
        var all = CountSteps(int.MaxValue, Program(20));
        Assert.True(all > 0);
        Assert.All(Enumerable.Range(1, all), step =>
        {
            Assert.Equal(step, CountSteps(step, Program(20)));
        });
    }

    [Fact]
    public void Each_statement_has_its_checkpoints_in_every_step_of_the_compiler()
    {
        // read once, entered once to be expanded and once to be bound; each pass of a program has one for all layers
        var more = CountSteps(int.MaxValue, Program(40)) - CountSteps(int.MaxValue, Program(20));
        Assert.InRange(more, 20 * 3, 20 * 6);
    }

    [Fact]
    public void Each_imported_file_has_its_checkpoints()
    {
        var more = CountSteps(int.MaxValue, Chain(20)) - CountSteps(int.MaxValue, Chain(10));
        Assert.True(more > 10 * 3);
    }

    private static IReadOnlyList<SourceText> Program(int layers) => [new("a.net", """
        network Net { input a 8
        """ + string.Concat(Enumerable.Repeat("\ndense 4 sigmoid", layers)) + """

        output b = dense 2 softmax }
        schedule S for Net { batch 4; pretrain dense1, dense2 rbm { cd 1 rate 0.1 epochs 1 } }
        """)];

    private static IReadOnlyList<SourceText> Chain(int files) =>
    [
        .. Enumerable.Range(0, files).Select(number => new SourceText(
            $"{number}.net", number == 0 ? "const n0 = 1" : $"import \"{number - 1}.net\"\nconst n{number} = 1")),
    ];

    /// <summary>Checkpoints up to the one at which the work is cancelled, or to its end.</summary>
    private static int CountSteps(int last, IReadOnlyList<SourceText> texts)
    {
        var count = 0;
        try
        {
            foreach (var network in Compilation.Compile(texts, null, Check).SelectMany(file => file.Networks))
            {
                PlanKernels.Run(network, fuse: true, Check);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Equal(last, count);
        }

        return count;

        void Check()
        {
            if (++count == last)
            {
                throw new OperationCanceledException();
            }
        }
    }
}
