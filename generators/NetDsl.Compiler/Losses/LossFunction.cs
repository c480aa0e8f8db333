using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Losses;

/// <summary>What an output gives, and what training minimises of it. Each kind is a record of its own, in a file of its
/// own.</summary>
public abstract record LossFunction
{
    /// <summary>The runtime's value of the enum Loss: `SoftmaxCrossEntropy`.</summary>
    public abstract string Name { get; }

    /// <summary>The runtime's class whose method Loss computes it with its gradient.</summary>
    public abstract string Kernel { get; }

    /// <summary>As the file writes it: `linear loss hinge`.</summary>
    public abstract string Words { get; }

    /// <summary>What an example is trained towards: a class's number, or a value for each unit.</summary>
    public abstract bool TakesLabels { get; }

    /// <summary>Whether the units may have names.</summary>
    public virtual bool NamesUnits => TakesLabels;

    /// <summary>Whether what the output gives are probabilities.</summary>
    public virtual bool GivesProbabilities => false;

    /// <summary>Units that it needs.</summary>
    public virtual int LeastUnits => TakesLabels ? 2 : 1;

    /// <summary>Whether training too reads what the output gives: the two are then one kernel.</summary>
    internal virtual bool ReadsGiven => false;

    /// <summary>Whether the layer in front says itself what training loses of an example, which then has no
    /// target.</summary>
    internal virtual bool IsOfLayer => false;

    /// <summary>What its kernel takes beside what all take.</summary>
    internal virtual KernelArgument[] Options => [];

    /// <summary>Adds what makes the output's values of its layer's.</summary>
    /// <returns>The tensor with the values.</returns>
    internal virtual int Give(ProgramBuilder builder, Binding.OutputHead head, int values) => values;

    /// <summary>What the output is, for people: `one of 10`.</summary>
    public abstract string Describe(int units);

    /// <summary>`a value`, `10 values`, `4 probabilities`.</summary>
    private protected static string Count(int units, string one, string several) =>
        units == 1 ? one : $"{Text.Count(units)} {several}";
}
