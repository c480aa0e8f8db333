using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <param name="Optimizer">Null where something is wrong with it.</param>
internal sealed record BoundOptimizer(Optimizer? Optimizer, double Rate);

/// <summary>`optimizer sgd rate 0.05 momentum 0.9 decay 0.0005`, `optimizer adam rate 0.001`.</summary>
internal static class OptimizerBinder
{
    private const string Example = "optimizer sgd rate 0.1 momentum 0.9";

    private static readonly IReadOnlyList<string> Names = ["sgd", "adam"];

    private static readonly IReadOnlyList<AttributeSpec> SgdAttributes =
        [new("rate"), new("momentum"), AttributeSpec.Flag("nesterov"), new("decay")];

    private static readonly IReadOnlyList<AttributeSpec> AdamAttributes =
        [new("rate"), new("beta1"), new("beta2"), new("epsilon"), new("decay")];

    public static BoundOptimizer Bind(StatementSyntax statement, DiagnosticBag diagnostics)
    {
        if (statement.Block is { } block)
        {
            diagnostics.Add(Descriptors.UnexpectedBlock, block.Open, "optimizer");
        }

        var phrase = new Phrase(statement, "optimizer", Example, diagnostics);
        var name = phrase.Word([.. Names]);
        if (name is null)
        {
            return new BoundOptimizer(null, 0);
        }

        var isSgd = name == "sgd";
        var arguments = new Arguments(
            diagnostics, statement.Terms[1], statement.Terms.Skip(2), name, $"optimizer {name} rate {(isSgd ? "0.1" : "0.001")}",
            null, isSgd ? SgdAttributes : AdamAttributes);
        var rate = arguments.Real("rate", RealRange.Positive);
        var decay = arguments.Real("decay", RealRange.NotNegative, 0);
        Optimizer optimizer = isSgd ? Sgd(arguments, decay) : Adam(arguments, decay);
        return new BoundOptimizer(arguments.Failed ? null : optimizer, rate);
    }

    private static SgdOptimizer Sgd(Arguments arguments, double decay)
    {
        var momentum = arguments.Real("momentum", RealRange.BelowOne, 0);
        if (arguments.Has("nesterov") && momentum == 0 && !arguments.Failed)
        {
            arguments.Report(Descriptors.NesterovWithoutMomentum, arguments.SpanOf("nesterov"));
        }

        return new SgdOptimizer(momentum, arguments.Has("nesterov"), decay);
    }

    // the defaults of Kingma and Ba 2015
    private static AdamOptimizer Adam(Arguments arguments, double decay) => new(
        arguments.Real("beta1", RealRange.BelowOne, 0.9),
        arguments.Real("beta2", RealRange.BelowOne, 0.999),
        arguments.Real("epsilon", RealRange.Positive, 1e-8),
        decay);
}
