using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir;

/// <summary>What operations add their backward operations to, last operation first.</summary>
public sealed class GradientBuilder
{
    private readonly TensorProgram program;
    private readonly List<Tensor> tensors;
    private readonly List<Operation> operations = [];
    private readonly HashSet<int> learning = [];
    private readonly Dictionary<int, int> gradients = [];

    public GradientBuilder(TensorProgram program)
    {
        this.program = program;
        tensors = [.. program.Tensors];
        foreach (var operation in program.Forward.Where(Learns))
        {
            learning.UnionWith(operation.Writes);
        }
    }

    /// <summary>Whether there is anything learnt in or in front of an operation.</summary>
    public bool Learns(Operation operation) => operation.Reads.Any(NeedsGradient);

    public void Add(Operation operation) => operations.Add(operation);

    /// <summary>The gradient of what an operation wrote: its reader has added it.</summary>
    public int Of(int tensor) => gradients[tensor];

    /// <summary>A gradient for what an operation read; null where nothing in front of it learns.</summary>
    /// <exception cref="InvalidOperationException">There already is one: two readers' gradients need a sum.</exception>
    public int? Add(int tensor)
    {
        if (!NeedsGradient(tensor))
        {
            return null;
        }

        var of = tensors[tensor];
        var isParameter = of.Kind == TensorKind.Parameter;
        var kind = isParameter ? TensorKind.ParameterGradient : TensorKind.Gradient;
        var member = isParameter ? of.Member : of.Member + "Gradient";
        tensors.Add(new Tensor(tensors.Count, "gradient of " + of.Name, member, of.Shape, kind, tensor));
        Share(tensor, tensors.Count - 1);
        return tensors.Count - 1;
    }

    /// <summary>A sum's operand has the sum's gradient.</summary>
    public void Share(int tensor, int gradient)
    {
        if (gradients.ContainsKey(tensor))
        {
            throw new InvalidOperationException($"{tensors[tensor].Name} has two gradients, but nothing adds them");
        }

        gradients.Add(tensor, gradient);
    }

    public TensorProgram ToProgram() => program with
    {
        Tensors = tensors.ToEquatableArray(),
        Backward = operations.ToEquatableArray(),
    };

    private bool NeedsGradient(int tensor) =>
        tensors[tensor].Kind == TensorKind.Parameter || learning.Contains(tensor);
}
