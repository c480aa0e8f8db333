using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Passes;

/// <summary>Checks a program after each pass: a mistake of a pass shows where it was made.</summary>
public static class VerifyProgram
{
    /// <param name="pass">Named in the message.</param>
    /// <exception cref="InvalidOperationException">The program is wrong.</exception>
    public static TensorProgram Run(TensorProgram program, string pass)
    {
        var written = new bool[program.Tensors.Count];
        var spoiled = new bool[program.Tensors.Count];
        var gradientOf = new int[program.Tensors.Count];
        var isLearnt = new bool[program.Tensors.Count];
        var wholes = WholesOf(program);
        foreach (var parameter in program.Parameters)
        {
            isLearnt[parameter.Tensor] |= parameter.IsLearnt;
        }

        foreach (var tensor in program.Tensors)
        {
            written[tensor.Id] = IsGiven(tensor);
            gradientOf[tensor.Id] = -1;
        }

        foreach (var operation in program.Prepare.Concat(program.Operations))
        {
            foreach (var tensor in operation.Reads)
            {
                Require(written[tensor], "reads what was never written", tensor);
                Require(!spoiled[tensor], "reads what an earlier operation spoiled", tensor);
            }

            foreach (var tensor in operation.Writes)
            {
                Require(!written[tensor], "writes what is written already", tensor);
                Require(AddsToEarlier(operation, tensor), "overwrites what others gave of it", tensor);
                written[tensor] = true;
            }

            foreach (var pair in operation.SameSize)
            {
                Require(CountOf(pair.Read) == CountOf(pair.Written), "joins tensors of different sizes", pair.Read);
            }

            if (operation.Spoils is { } gone)
            {
                spoiled[gone] = true;
                SpoilWhole(gone);
            }

            void Require(bool holds, string mistake, int tensor)
            {
                if (!holds)
                {
                    throw new InvalidOperationException(
                        $"after {pass}: {string.Join(" → ", operation.Covers)} {mistake}: {program.Tensors[tensor].Name}");
                }
            }
        }

        var hasGradient = new bool[program.Tensors.Count];
        foreach (var tensor in program.Tensors)
        {
            if (tensor.Of is { } of && written[tensor.Id])
            {
                hasGradient[of] = true;
            }
        }

        foreach (var parameter in program.Parameters.Where(_ => program.Backward.Count > 0))
        {
            if (parameter.Kind is not (ParameterKind.Frozen or ParameterKind.Fixed) && !hasGradient[parameter.Tensor])
            {
                var missing = parameter.IsLearnt ? "gradient" : "statistic of the batch";
                throw new InvalidOperationException($"after {pass}: {parameter.FileName} gets no {missing}");
            }
        }

        foreach (var output in program.Tensors)
        {
            if (output.Kind == TensorKind.Output && !written[output.Id])
            {
                throw new InvalidOperationException($"after {pass}: nothing writes the output {output.Name}");
            }
        }

        return program;

        // the gradients of one parameter lie in one place
        bool AddsToEarlier(Operation operation, int tensor)
        {
            var of = program.Tensors[tensor].Of;
            if (of is not { } parameter || program.Tensors[tensor].Kind != TensorKind.ParameterGradient
                || !isLearnt[parameter])
            {
                return true;
            }

            var earlier = gradientOf[parameter];
            gradientOf[parameter] = tensor;
            return earlier < 0 || operation.IsReading(earlier);
        }

        long CountOf(int tensor) => program.Tensors[tensor].Shape.Count;

        // what a part belongs to has changed with it
        void SpoilWhole(int part)
        {
            var open = new Stack<int>([part]);
            while (open.Count > 0)
            {
                foreach (var whole in wholes[open.Pop()].Where(whole => !spoiled[whole]))
                {
                    spoiled[whole] = true;
                    open.Push(whole);
                }
            }
        }
    }

    /// <summary>Of each tensor those that it is a part of.</summary>
    private static ILookup<int, int> WholesOf(TensorProgram program) => program.Operations
        .Where(operation => operation.Parts is not null)
        .SelectMany(operation => operation.Parts!.Members, (operation, part) => new TensorPair(part, operation.Parts!.Whole))
        .ToLookup(pair => pair.Read, pair => pair.Written);

    private static bool IsGiven(Tensor tensor) => tensor.Kind is TensorKind.Input or TensorKind.Parameter;
}
