namespace NetDsl;

/// <summary>Whether examples fit a network: said before anything runs, not found out in the middle.</summary>
internal static class ModelData
{
    /// <exception cref="DataException">They do not.</exception>
    internal static void Check(ModelLayout layout, ExampleSet examples, string name)
    {
        if (examples.Count == 0)
        {
            throw new DataException($"there are no {name}");
        }

        if (!FitsInput(layout.InputShape, examples.InputShape))
        {
            throw new DataException(
                $"{layout.Name} reads {layout.InputShape}, but the {name} are {examples.InputShape}; " +
                "state that input in the network, or give it data of its own shape");
        }

        if (layout.Heads is { } heads)
        {
            CheckTasks(layout, heads, examples, name);
        }
        else if (layout.Loss.TakesLabels())
        {
            CheckLabels(layout, examples, name);
        }
        else if (examples.TargetSize != layout.OutputSize)
        {
            throw new DataException(
                $"{layout.Name} gives {layout.OutputSize} values, but the {name} have " +
                (examples.TargetSize == 0 ? "classes" : $"{examples.TargetSize} target values"));
        }

        CheckProbabilities(layout, examples, name);
    }

    private static void CheckProbabilities(ModelLayout layout, ExampleSet examples, string name)
    {
        if (!layout.AllHeads.Any(head => head.Loss == Loss.BinaryCrossEntropy))
        {
            return;
        }

        var targets = new float[layout.TargetSize];
        for (int i = 0; i < examples.Count; i++)
        {
            examples.CopyTarget(i, targets);
            int start = 0;
            foreach (HeadLayout head in layout.AllHeads.Where(head => !head.IsClassifier))
            {
                ReadOnlySpan<float> values = targets.AsSpan(start, head.Units);
                start += head.Units;
                int outside = head.Loss == Loss.BinaryCrossEntropy ? values.IndexOfAnyExceptInRange(0f, 1f) : -1;
                if (outside >= 0)
                {
                    throw new DataException(
                        $"{layout.Name}'s {head.Name} gives probabilities, but number {i} of the {name} has the " +
                        $"target {values[outside]} there: targets must be from 0 to 1");
                }
            }
        }
    }

    // a network of features reads images too, row by row: only the number of values matters to it
    private static bool FitsInput(Shape network, Shape data) =>
        network.Equals(data) || (network.Sizes.Length == 1 && network.Count == data.Count);

    private static void CheckTasks(ModelLayout layout, HeadLayout[] heads, ExampleSet examples, string name)
    {
        string[] found = [.. examples.Tasks.Select(task => Describe(task.Name, task.Size))];
        string[] expected = [.. heads.Select(head => Describe(head.Name, head.IsClassifier ? 0 : head.Units))];
        if (!found.SequenceEqual(expected))
        {
            throw new DataException(
                $"{layout.Name} has the outputs {string.Join(", ", expected)}, but the {name} have " +
                (found.Length == 0 ? "targets for one output" : string.Join(", ", found)) +
                ": give it MultiTaskExamples with these targets in this order");
        }

        HeadLayout[] classifiers = Array.FindAll(heads, head => head.IsClassifier);
        for (int i = 0; i < examples.Count; i++)
        {
            for (int column = 0; column < classifiers.Length; column++)
            {
                int label = examples.LabelAt(i, column);
                if ((uint)label >= (uint)classifiers[column].Units)
                {
                    throw new DataException(
                        $"{layout.Name}'s {classifiers[column].Name} tells {classifiers[column].Units} classes apart, " +
                        $"but number {i} of the {name} is of class {label}");
                }
            }
        }
    }

    private static string Describe(string name, int values) => values == 0 ? $"{name} (classes)" : $"{name} (values: {values})";

    private static void CheckLabels(ModelLayout layout, ExampleSet examples, string name)
    {
        if (examples.TargetSize != 0 || examples.LabelColumns != 1)
        {
            throw new DataException(
                $"{layout.Name} tells classes apart, but the {name} have target values, not classes");
        }

        CheckLabelNames(layout, examples.LabelNames, name);
        for (int i = 0; i < examples.Count; i++)
        {
            int label = examples.Label(i);
            if ((uint)label >= (uint)layout.OutputSize)
            {
                throw new DataException(
                    $"{layout.Name} tells {layout.OutputSize} classes apart, 0 to {layout.OutputSize - 1}, " +
                    $"but number {i} of the {name} is of class {label}");
            }
        }
    }

    // names come from folders and files; where one side has none, the numbers alone count
    private static void CheckLabelNames(ModelLayout layout, IReadOnlyList<string> names, string name)
    {
        string[] labels = layout.Labels;
        if (labels.Length == 0 || names.Count == 0 || labels.SequenceEqual(names))
        {
            return;
        }

        bool isOrder = labels.Order(StringComparer.Ordinal).SequenceEqual(names.Order(StringComparer.Ordinal));
        throw new DataException(
            $"{layout.Name}'s labels are {string.Join(", ", labels)}, but the classes of the {name} are " +
            $"{string.Join(", ", names)}: " +
            (isOrder
                ? "the same in another order; write them so in the network, or load the data with this order of Classes"
                : "name them so in the network, or load the data with the network's names as Labels"));
    }
}
