using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Optimizers;

/// <summary>How one kind of optimizer is written.</summary>
internal abstract class OptimizerKind
{
    /// <summary>The word behind `optimizer`.</summary>
    public abstract string Keyword { get; }

    /// <summary>A right statement, shown where one is wrong.</summary>
    public abstract string Example { get; }

    /// <summary>The attributes beside `rate`.</summary>
    public abstract IReadOnlyList<AttributeSpec> Attributes { get; }

    /// <summary>Checks the attributes and makes the optimizer. Everything wrong is reported.</summary>
    public abstract Optimizer Bind(Arguments arguments);
}
