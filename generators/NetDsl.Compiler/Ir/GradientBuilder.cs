using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Ir;

/// <summary>What operations add their backward operations to, last operation first.</summary>
public sealed class GradientBuilder
{
    private readonly TensorProgram program;
    private readonly List<Tensor> tensors;
    private readonly List<Operation> operations = [];

    /// <summary>Learnt parameters, and what is computed from them.</summary>
    private readonly HashSet<int> learning;

    // of each tensor, what its readers gave
    private readonly Dictionary<int, List<int>> gradients = [];

    public GradientBuilder(TensorProgram program)
    {
        this.program = program;
        tensors = [.. program.Tensors];
        learning = LearntTensors(program);
        foreach (var operation in program.Forward.Where(Learns))
        {
            learning.UnionWith(operation.Writes);
        }
    }

    /// <summary>Whether there is anything learnt in or in front of an operation.</summary>
    public bool Learns(Operation operation) => operation.Reads.Any(NeedsGradient);

    public void Add(Operation operation) => operations.Add(operation);

    /// <summary>The gradient of what an operation wrote: the sum of what its readers gave, all of which come before it on the
    /// way back.</summary>
    public int Of(int tensor)
    {
        var given = gradients[tensor];
        while (given.Count > 1)
        {
            var sum = Create(tensor, given.Count == 2 ? "" : $"Sum{given.Count - 1}");
            var covers = new EquatableArray<string>([$"sum over {tensors[tensor].Name}'s readers"]);
            operations.Add(new Add(covers, (int)tensors[tensor].Shape.Count, given[0], given[1], sum));
            given.RemoveAt(0);
            given[0] = sum;
        }

        return given[0];
    }

    /// <summary>A gradient for what an operation read; null where nothing in front of it learns.</summary>
    public int? Add(int tensor)
    {
        if (!NeedsGradient(tensor))
        {
            return null;
        }

        var gradient = Create(tensor, gradients.TryGetValue(tensor, out var given) ? $"Of{given.Count + 1}" : "");
        Share(tensor, gradient);
        return gradient;
    }

    /// <summary>What the readers of a parameter gave so far: the next one adds to it. Null where it is the
    /// first.</summary>
    public int? Given(int parameter) =>
        gradients.TryGetValue(parameter, out var given) ? given[given.Count - 1] : null;

    /// <summary>What the readers of a tensor gave so far, and the gradient that stands for it once a penalty has added
    /// its own.</summary>
    public TensorPair Penalize(int tensor)
    {
        var given = Of(tensor);
        var penalized = Create(tensor, "Penalized");
        gradients[tensor] = [penalized];
        return new TensorPair(given, penalized);
    }

    /// <summary>A gradient that a kernel writes although nothing in front of it learns.</summary>
    public int Unread(int tensor) => Create(tensor, "");

    /// <summary>A gradient that lies in a concatenation's, whether anybody needs it or not.</summary>
    /// <param name="index">Which part it is of the concatenation <paramref name="whole"/>.</param>
    public int Part(int tensor, int index, int whole)
    {
        var gradient = Create(tensor, $"In{tensors[whole].Member}{index + 1}");
        Share(tensor, gradient);
        return gradient;
    }

    /// <summary>A sum's operand has the sum's gradient.</summary>
    public void Share(int tensor, int gradient)
    {
        if (!NeedsGradient(tensor))
        {
            return;
        }

        if (!gradients.TryGetValue(tensor, out var given))
        {
            gradients.Add(tensor, given = []);
        }

        given.Add(gradient);
    }

    public TensorProgram ToProgram() => program with
    {
        Tensors = tensors.ToEquatableArray(),
        Backward = operations.ToEquatableArray(),
    };

    private static HashSet<int> LearntTensors(TensorProgram program)
    {
        var learnt = new HashSet<int>();
        foreach (var parameter in program.Parameters)
        {
            if (parameter.IsLearnt)
            {
                learnt.Add(parameter.Tensor);
            }
        }

        return learnt;
    }

    private bool NeedsGradient(int tensor) => learning.Contains(tensor);

    private int Create(int tensor, string ending)
    {
        var of = tensors[tensor];
        var isParameter = of.Kind == TensorKind.Parameter;
        var kind = isParameter ? TensorKind.ParameterGradient : TensorKind.Gradient;
        var member = isParameter ? of.Member : of.Member + "Gradient" + ending;
        tensors.Add(new Tensor(tensors.Count, "gradient of " + of.Name, member, of.Shape, kind, tensor));
        return tensors.Count - 1;
    }
}
