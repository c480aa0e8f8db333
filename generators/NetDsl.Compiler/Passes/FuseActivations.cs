using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>Activations behind each other become one pass over the values, each way.</summary>
public static class FuseActivations
{
    // each is a type argument inside the one before: compilers do not follow hundreds
    private const int LongestChain = 16;

    public static TensorProgram Run(TensorProgram program)
    {
        var editor = new ProgramEditor(program);
        foreach (var second in program.Forward.OfType<Activate>())
        {
            Fuse(editor, second);
        }

        return editor.ToProgram();
    }

    /// <summary>With the activation in front, which may be a chain by now.</summary>
    private static void Fuse(ProgramEditor editor, Activate second)
    {
        var between = second.Input;
        var first = editor.Forward.Writer<Activate>(between);
        if (first is null || first.Covers.Count == LongestChain || editor.Tensor(between).Kind != TensorKind.Activation)
        {
            return;
        }

        var backOfFirst = BackOf(editor, first);
        var backOfSecond = BackOf(editor, second);
        var readers = 1 + (backOfFirst?.Kept == between ? 1 : 0) + (backOfSecond?.Kept == between ? 1 : 0);
        var isAlone = editor.ReaderCount(between) == readers
            && backOfFirst?.OutputGradient == backOfSecond?.InputGradient
            && (backOfSecond is null || editor.IsReadOnce(backOfSecond.InputGradient));
        if (!isAlone)
        {
            return;
        }

        // both by one, in the place of the latter: nothing between them has changed what it reads
        var covers = first.Covers.Concat(second.Covers).ToEquatableArray();
        var function = $"Chain<{first.Function}, {second.Function}>";
        editor.Forward.Remove(first);
        editor.Forward.Replace(
            second, first with { Covers = covers, Function = function, KeepsInput = true, Output = second.Output });
        if (backOfFirst is not null && backOfSecond is not null)
        {
            editor.Backward.Remove(backOfSecond);
            editor.Backward.Replace(backOfFirst, backOfSecond with
            {
                Covers = covers,
                Function = function,
                Kept = first.Input,
                InputGradient = backOfFirst.InputGradient,
            });
        }

        editor.StandIn(between, by: second.Output);
    }

    private static ActivateBackward? BackOf(ProgramEditor editor, Activate activation) =>
        editor.Backward.Reader<ActivateBackward>(activation.Kept, back =>
            back.Kept == activation.Kept && back.Function == activation.Function && back.Covers == activation.Covers);
}
