namespace NetDsl.Compiler.Diagnostics;

/// <summary>Every diagnostic of the language. README.md beside this file explains each.</summary>
public static class Descriptors
{
    // how the text is written
    public static readonly DiagnosticDescriptor UnexpectedCharacter = Error(1, "unexpected character", "unexpected character {0}{1}");
    public static readonly DiagnosticDescriptor UnterminatedComment = Error(2, "comment without end", "this comment has no end; expected '*/'");
    public static readonly DiagnosticDescriptor UnterminatedString = Error(3, "text without end", "this text has no end; expected '\"' on the same line");
    public static readonly DiagnosticDescriptor UnclosedBlock = Error(4, "block without end", "this '{{' is never closed; expected '}}'");
    public static readonly DiagnosticDescriptor UnexpectedClosingBrace = Error(5, "'}' without '{'", "this '}}' closes nothing; expected a statement");
    public static readonly DiagnosticDescriptor NestedTooDeeply = Error(6, "nested too deeply", "blocks may be nested 64 deep, no deeper");
    public static readonly DiagnosticDescriptor MalformedNumber = Error(7, "malformed number", "{0} is neither a number, such as 16 or 0.05, nor sizes, such as 5x5{1}");
    public static readonly DiagnosticDescriptor TooManyErrors = Error(8, "too many errors", "{0} more errors follow; they are shown when those before are gone");
    public static readonly DiagnosticDescriptor NotUtf8 = Error(9, "file not in UTF-8", "this file is not in UTF-8{0}; save it as UTF-8, which every editor offers");

    // statements
    public static readonly DiagnosticDescriptor UnknownStatement = Error(10, "unknown statement", "unknown statement '{0}' in {1}; expected {2}{3}");
    public static readonly DiagnosticDescriptor StatementExpected = Error(11, "statement expected", "expected {1}, found {0}");
    public static readonly DiagnosticDescriptor UnexpectedTerm = Error(12, "unexpected term", "found {0} in {1}; expected {2}");
    public static readonly DiagnosticDescriptor MissingName = Error(13, "missing name", "{0} needs a name, found {1}; for example `{2}`");
    public static readonly DiagnosticDescriptor MissingBlock = Error(14, "missing block", "{0} needs a block; for example `{1}`");
    public static readonly DiagnosticDescriptor UnexpectedBlock = Error(15, "unexpected block", "{0} takes no block");
    public static readonly DiagnosticDescriptor UnexpectedAssignment = Error(16, "name not possible here", "'{0} =' cannot stand before {1}; only layers are named so");
    public static readonly DiagnosticDescriptor MissingStatement = Error(17, "missing statement", "{0} has no {1}; for example `{2}`");
    public static readonly DiagnosticDescriptor RepeatedStatement = Error(18, "statement twice", "{0} already stands in line {1}; {2}");

    public static readonly DiagnosticDescriptor AttributeBehindBlock = Error(19, "attribute behind the block", "'{0}' is an attribute of {1} and stands in front of its block: `{2}`");

    // attributes and values
    public static readonly DiagnosticDescriptor MissingAttribute = Error(20, "missing attribute", "{0} needs {1}; for example `{2}`");
    public static readonly DiagnosticDescriptor UnknownAttribute = Error(21, "unknown attribute", "unknown attribute '{0}' of {1}; expected {2}{3}");
    public static readonly DiagnosticDescriptor RepeatedAttribute = Error(22, "attribute twice", "'{0}' is stated twice");
    public static readonly DiagnosticDescriptor MissingValue = Error(23, "missing value", "'{0}' needs {1}");
    public static readonly DiagnosticDescriptor WrongValue = Error(24, "value of the wrong kind", "{0} must be {1}, found {2}");
    public static readonly DiagnosticDescriptor OutOfRange = Error(25, "number out of range", "{0} must be {1}, found {2}");
    public static readonly DiagnosticDescriptor UnknownWord = Error(26, "unknown word", "unknown {0} '{1}'; expected {2}{3}");
    public static readonly DiagnosticDescriptor ConflictingAttributes = Error(27, "attributes exclude each other", "{0} and {1} exclude each other; {2}");

    // shapes
    public static readonly DiagnosticDescriptor InvalidInputShape = Error(30, "no shape of an input", "an input has one to three sizes: features (784), channels × length (1x8000) or channels × height × width (1x28x28), found {0}");
    public static readonly DiagnosticDescriptor ImageExpected = Error(31, "image expected", "{0} needs channels × height × width or channels × length, but {1} gives {2}");
    public static readonly DiagnosticDescriptor PaddingTooLarge = Error(33, "padding as large as the window", "the padding of {0} must be smaller than its window {1}, found {2}: a window must see a value");
    public static readonly DiagnosticDescriptor WindowTooLarge = Error(34, "window larger than its input", "{0} needs at least {1}, but {2} gives {3}");
    public static readonly DiagnosticDescriptor RoundingNotStated = Error(35, "rounding not stated", "{0} does not divide {1} evenly; expected `floor`, which gives {2}, or `ceil`, which gives {3}");
    public static readonly DiagnosticDescriptor TooLarge = Error(36, "too large", "{0} has {1} {2}; at most {3} are possible");

    // names
    public static readonly DiagnosticDescriptor DuplicateName = Error(40, "name used twice", "the name '{0}' is already used in {1}");
    public static readonly DiagnosticDescriptor ReservedName = Error(41, "reserved name", "'{0}' would become the {1} {2}, a name that the generated class has already; choose another");
    public static readonly DiagnosticDescriptor SameMember = Error(42, "two names, one C# member", "'{0}' and '{1}' would both become the C# member {2}; rename one");
    public static readonly DiagnosticDescriptor NotAnIdentifier = Error(43, "no C# name", "{0} cannot become a C# name");
    public static readonly DiagnosticDescriptor DuplicateNetwork = Error(44, "two networks of one name", "there is already a network '{0}', in {1}");
    public static readonly DiagnosticDescriptor DuplicateSchedule = Error(45, "two schedules of one name", "network '{0}' already has a schedule '{1}', in {2}");
    public static readonly DiagnosticDescriptor UnknownNetwork = Error(46, "unknown network", "there is no network '{0}'{1}");
    public static readonly DiagnosticDescriptor DuplicateLabel = Error(47, "label twice", "the label '{0}' is already used in line {1}");
    public static readonly DiagnosticDescriptor LabelCount = Error(48, "labels do not match units", "{0} has {1} units but {2} labels; expected one label a unit");
    public static readonly DiagnosticDescriptor LowerCaseName = Warning(49, "name starts in lower case", "'{0}' becomes the name of a C# {1}; it should start with a capital: '{2}'");

    // order of a network
    public static readonly DiagnosticDescriptor InputNotFirst = Error(50, "input not first", "the input must stand before the layers");
    public static readonly DiagnosticDescriptor InvalidOutput = Error(52, "no layer of an output", "an output is a dense layer, or the values before it: `{0}` or `output image = linear`, found {1}");

    // schedules
    public static readonly DiagnosticDescriptor StopNeverApplies = Warning(60, "stop without effect", "the error cannot stall {0} epochs: the stage has only {1}");
    public static readonly DiagnosticDescriptor WarmUpTooLong = Error(61, "warm-up longer than the stage", "the warm-up of {0} epochs must be shorter than the stage's {1}");
    public static readonly DiagnosticDescriptor RateRises = Error(62, "rate rises", "a {0} rate falls, so its end must be at most its start {1}, found {2}");
    public static readonly DiagnosticDescriptor NesterovWithoutMomentum = Error(63, "nesterov without momentum", "nesterov needs momentum; for example `optimizer sgd rate 0.1 momentum 0.9 nesterov`");

    // constants, repeats and blocks
    public static readonly DiagnosticDescriptor UnknownNumber = Error(70, "unknown number", "'{0}' is neither a number nor the name of a constant or parameter{1}");
    public static readonly DiagnosticDescriptor NoValue = Error(71, "arithmetic without a value", "{0} has no value: {1}");
    public static readonly DiagnosticDescriptor InexactDivision = Error(72, "division leaves a rest", "{0} must be a whole number, but {1} leaves a rest");
    public static readonly DiagnosticDescriptor AlreadyDeclared = Error(73, "declared twice", "'{0}' is already {1}");
    public static readonly DiagnosticDescriptor UnknownBlock = Error(74, "unknown block", "there is no block '{0}'{1}");
    public static readonly DiagnosticDescriptor ArgumentCount = Error(75, "wrong number of arguments", "{0} takes {1}, found {2}");
    public static readonly DiagnosticDescriptor RecursiveBlock = Error(76, "block uses itself", "block {0} uses itself, which would never end");
    public static readonly DiagnosticDescriptor ExpansionTooLarge = Error(77, "too much repeated", "the repeats, blocks and extended networks of this file come to more than {0}");
    public static readonly DiagnosticDescriptor UnusedParameter = Warning(78, "parameter without effect", "block {0} does not use its parameter '{1}'");

    // what is done to inputs
    public static readonly DiagnosticDescriptor ChannelValues = Error(80, "values do not match channels", "{0} has {1} values, but the input is {2}; expected {3}");
    public static readonly DiagnosticDescriptor TransformNotPossible = Error(81, "change not possible", "{0} needs {1}, but the input is {2}");
    public static readonly DiagnosticDescriptor MovedOutOfSight = Error(82, "moved out of sight", "a movement by up to {0} would leave nothing of an input of {1}; expected less than {2}, crop and shift together");
    public static readonly DiagnosticDescriptor MeanOutsideScale = Warning(83, "mean outside of the scale", "a mean of {0} lies outside of the scale {1} .. {2} that the pixels are brought to first; means of pixels from 0 to 255 go with `scale 0 .. 255`");

    // graphs
    public static readonly DiagnosticDescriptor UnknownSource = Error(85, "unknown source", "there is no layer '{0}' before this statement{1}");
    public static readonly DiagnosticDescriptor BranchExpected = Error(86, "branch expected", "expected `branch {{ … }}`, found {0}: what stands here is joined branch by branch");
    public static readonly DiagnosticDescriptor TooFewToJoin = Error(87, "too few to join", "{0} joins two values or more, found {1}");
    public static readonly DiagnosticDescriptor ShapesDiffer = Error(88, "shapes do not fit", "{0} joins {1}, but {2} gives {3} and {4} gives {5}");
    public static readonly DiagnosticDescriptor NothingFlows = Error(89, "nothing to read", "nothing flows on from an output; state what {0} reads: `from NAME`");
    public static readonly DiagnosticDescriptor UnknownOutput = Error(90, "unknown output", "there is no output '{0}'{1}");
    public static readonly DiagnosticDescriptor AuxiliaryDiffers = Error(91, "auxiliary output of another kind", "{0} has {1}, but {2}, whose targets it has too, has {3}");
    public static readonly DiagnosticDescriptor FeaturesExpected = Error(92, "features expected", "{0} needs features, one value a channel, but {1} gives {2}");

    // convolutions
    public static readonly DiagnosticDescriptor UnevenGroups = Error(100, "groups do not come out even", "{0} groups cannot share {1} evenly");
    public static readonly DiagnosticDescriptor NothingLeft = Error(101, "nothing left of the output", "{0} pad {1} cuts off all that it spreads from {2}, which gives {3}; pad less");
    public static readonly DiagnosticDescriptor KernelSize = Error(102, "kernel of another size", "{0} has {1}, expected {2}: a row ends with '/' or with the line");

    // normalisation
    public static readonly DiagnosticDescriptor EvenWindow = Error(105, "window without a middle", "size of lrn must be odd, as many channels on one side as on the other, found {0}; for example {1} or {2}");
    public static readonly DiagnosticDescriptor SoftmaxTwice = Warning(106, "softmax of a softmax", "{0} takes the softmax of {1}, which is a softmax already: its probabilities are never far apart");

    // layers that meet
    public static readonly DiagnosticDescriptor BiasBeforeNormalization = Warning(110, "bias without effect", "the bias of {0} has no effect: the batchnorm behind it takes each channel's mean away; leave `bias` out, or, where a weight file has one to be loaded, keep it and put NET0110 into <NoWarn>");

    // several files
    public static readonly DiagnosticDescriptor UnknownFile = Error(115, "unknown file", "the project has no file '{0}' among those that it compiles{1}");
    public static readonly DiagnosticDescriptor CircularImport = Error(116, "imports in a circle", "{0}; a file can only import what does not import it");
    public static readonly DiagnosticDescriptor ImportedTwice = Error(117, "one name from two files", "'{0}' is declared in {1} and in {2}; rename one, or import only one of the files");
    public static readonly DiagnosticDescriptor BrokenImport = Error(118, "imported file has errors", "{0} has errors that {1} '{2}', which this file uses in {3}");
    public static readonly DiagnosticDescriptor CircularExtension = Error(119, "networks in a circle", "{0}; a network can only extend what does not extend it");
    public static readonly DiagnosticDescriptor UnknownReplaced = Error(120, "nothing to replace", "{0} has no {1} '{2}' to replace{3}");
    public static readonly DiagnosticDescriptor ReplacedTwice = Error(121, "replaced twice", "'{0}' is already replaced, with '{1}' in line {2}");
    public static readonly DiagnosticDescriptor MisplacedReplace = Error(122, "replace in no extension", "`replace` changes a network that is extended; it stands only in `network NAME extends OTHER {{ … }}`");
    public static readonly DiagnosticDescriptor NotInExtension = Error(123, "statement in an extension", "'{0}' cannot stand in {1}, which extends {2}; expected `replace NAME with …`");
    public static readonly DiagnosticDescriptor LabelsNeeded = Error(124, "labels of another number of units", "{0} has {1} units now, but {2} labels of the network that is extended; state its own: `replace {0} with {3} {{ … }}`");

    // schedules and their networks
    public static readonly DiagnosticDescriptor UnknownLayer = Error(125, "unknown layer", "network {0} has no layer '{1}'{2}");
    public static readonly DiagnosticDescriptor BackwardRange = Error(126, "layers in the wrong order", "'{0}' stands behind '{1}' in network {2}; write `{1} .. {0}`");
    public static readonly DiagnosticDescriptor RuleTwice = Error(127, "stated twice for a layer", "the {0} of layer '{1}' is already stated in line {2}");
    public static readonly DiagnosticDescriptor LearnsNothing = Warning(128, "layers that learn nothing", "the {0} of {1} has no effect: nothing is learnt there{2}");
    public static readonly DiagnosticDescriptor FactorOfNothing = Warning(129, "factor without effect", "times {1} has no effect: the stage states no {0} that it would multiply; `is` states one");

    // what outputs are trained towards
    public static readonly DiagnosticDescriptor SigmoidTwice = Warning(130, "sigmoid of a sigmoid", "{0} takes the sigmoid of {1}, which is a sigmoid already: its probabilities lie between 0.5 and 0.73");

    // legal, but surely not meant
    public static readonly DiagnosticDescriptor UnreadLayer = Warning(135, "layer without effect", "{0} has no effect: nothing reads it, and it is no output");
    public static readonly DiagnosticDescriptor UnseenPixels = Warning(136, "pixels that nothing sees", "{0} steps over pixels: its stride {1} is larger than its window {2}");
    public static readonly DiagnosticDescriptor WindowWiderThanInput = Warning(137, "padding alone in part of the window", "{0} of the {1} positions in the window of {2} never meet a value, only padding: {3} gives {4}; choose a smaller window or less padding");

    // what a schedule starts from
    public static readonly DiagnosticDescriptor LoadBehindStage = Error(150, "load behind a stage", "`load` must stand before the stages, but '{0}' already stands in line {1}: it is what the first stage starts from");
    public static readonly DiagnosticDescriptor NothingToLeaveOut = Warning(151, "layers without weights", "except {0} has no effect: nothing is learnt there, so weight files hold nothing of it{1}");
    public static readonly DiagnosticDescriptor NothingLoaded = Warning(152, "nothing left to load", "nothing of {0} would be loaded: `except` names all layers of {1} that learn something; name the new ones alone");

    // stages of pretraining, and what is frozen
    public static readonly DiagnosticDescriptor MomentumTooLate = Error(155, "momentum changes behind the end", "the momentum would change after {0} epochs, but the stage has only {1}; let it change earlier, or leave `then` out");
    public static readonly DiagnosticDescriptor NoPart = Error(156, "layers that are no part of the network", "a stage trains layers that all read one value and lead to one, but in {0} {1}; name layers that follow one another, or a whole block");
    public static readonly DiagnosticDescriptor OutputPretrained = Error(157, "output pretrained", "{0} {2} the layer of output '{1}', which `finetune` trains towards its targets; pretrain the layers in front of it");
    public static readonly DiagnosticDescriptor NothingToPretrain = Error(158, "nothing to pretrain", "there is nothing to learn in {0}{1}");
    public static readonly DiagnosticDescriptor VisibleOutOfRange = Error(159, "visible units out of range", "Bernoulli units are probabilities from 0 to 1, but {2} reads {0}, which gives {1}; state `visible gaussian`, whose units have any value, or end what it reads in a sigmoid");
    public static readonly DiagnosticDescriptor CrossEntropyOutOfRange = Error(160, "cross-entropy out of range", "the cross-entropy compares values from 0 to 1, but {2} reads {0}, which gives {1}; state `loss squared`");
    public static readonly DiagnosticDescriptor NoBoltzmannMachine = Error(161, "no restricted Boltzmann machine", "rbm trains one dense layer with a sigmoid behind it, but {0} is: {1}; {2}");
    public static readonly DiagnosticDescriptor NotContracted = Error(162, "contraction not possible", "contract needs one dense layer, with an activation at most behind it, but {0} is: {1}; name such a layer alone, or leave `contract` out");
    public static readonly DiagnosticDescriptor SparsityOutOfRange = Error(163, "sparsity out of range", "sparsity compares mean activations from 0 to 1, but {0} gives {1}; put a sigmoid behind it");
    public static readonly DiagnosticDescriptor NoDecoder = Error(164, "no decoder", "an autoencoder undoes its layers one by one, but {0}; {1}");
    public static readonly DiagnosticDescriptor NotTied = Error(165, "decoder cannot be tied", "what {0} ({1}) does is not undone by the same weights, transposed; state `free`");
    public static readonly DiagnosticDescriptor UnpoolingNotStated = Error(166, "unpooling not stated", "the decoder of {1} must undo {0}; state `unpool switches`, which puts values back to where the maxima stood, or `unpool upsample`, which repeats them");
    public static readonly DiagnosticDescriptor NothingToUnpool = Error(167, "nothing to unpool", "`{0}` undoes {1}, and there is none in {2}{3}");
    public static readonly DiagnosticDescriptor PretrainedTwice = Warning(168, "pretrained twice", "{0} is already pretrained, in line {1}, and goes on from what it learnt there; name another layer, or remove one of the two");
    public static readonly DiagnosticDescriptor PretrainedTooLate = Warning(169, "pretrained too late", "{0} changes what {1} reads, which is pretrained already, in line {2}; pretrain the layers in front first");
    public static readonly DiagnosticDescriptor PretrainedBehindFineTuning = Warning(170, "pretrained behind fine-tuning", "{0} forgets what the `finetune` in line {1} has taught it; put `pretrain` in front");
    public static readonly DiagnosticDescriptor AllFrozen = Error(171, "everything frozen", "nothing is left to learn: `freeze` names all layers of {0} that learn something; leave out those that are to learn");
    public static readonly DiagnosticDescriptor FrozenThenPretrained = Warning(172, "frozen, then pretrained", "{0} is frozen here, but the stage in line {1} pretrains it afterwards; put `pretrain` in front of this one");
    public static readonly DiagnosticDescriptor RuleOfFrozen = Warning(173, "rule of frozen layers", "the {0} of {1} has no effect: `freeze` keeps all that is learnt there");
    public static readonly DiagnosticDescriptor SaltOutOfRange = Warning(174, "salt and pepper out of range", "saltpepper makes values 0 or 1, the ends of a pixel's range, but {2} reads {0}, which gives {1}; masking or gaussian fits such values");
    public static readonly DiagnosticDescriptor DirectAnyway = Warning(175, "direct without effect", "direct has no effect on {0}: windows other than 3x3, or that move by more than 1, are sums of products anyway; leave it out");

    // what C# makes of names
    public static readonly DiagnosticDescriptor NameTooLong = Error(180, "name too long", "the name {0} has {1} bytes in UTF-8; a name may have {2}");
    public static readonly DiagnosticDescriptor HiddenByNamespace = Warning(181, "class hidden by a namespace", "outside of the namespace {1}, C# takes '{0}' for {2}, and does not find {0}.Create; rename the network or the project's <RootNamespace>, or write {1}.{0}");
    public static readonly DiagnosticDescriptor NamedAsNamespace = Error(182, "class named as a namespace", "the project has no root namespace, and there '{0}' is {1}; rename the network, or state a <RootNamespace> in the project");

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        UnexpectedCharacter, UnterminatedComment, UnterminatedString, UnclosedBlock, UnexpectedClosingBrace,
        NestedTooDeeply, MalformedNumber, TooManyErrors, NotUtf8,
        UnknownStatement, StatementExpected, UnexpectedTerm, MissingName, MissingBlock, UnexpectedBlock,
        UnexpectedAssignment, MissingStatement, RepeatedStatement, AttributeBehindBlock,
        MissingAttribute, UnknownAttribute, RepeatedAttribute, MissingValue, WrongValue, OutOfRange, UnknownWord,
        ConflictingAttributes,
        InvalidInputShape, ImageExpected, PaddingTooLarge, WindowTooLarge, RoundingNotStated, TooLarge,
        DuplicateName, ReservedName, SameMember, NotAnIdentifier, DuplicateNetwork, DuplicateSchedule,
        UnknownNetwork, DuplicateLabel, LabelCount, LowerCaseName,
        InputNotFirst, InvalidOutput,
        StopNeverApplies, WarmUpTooLong, RateRises, NesterovWithoutMomentum,
        UnknownNumber, NoValue, InexactDivision, AlreadyDeclared, UnknownBlock, ArgumentCount, RecursiveBlock,
        ExpansionTooLarge, UnusedParameter,
        ChannelValues, TransformNotPossible, MovedOutOfSight, MeanOutsideScale,
        UnknownSource, BranchExpected, TooFewToJoin, ShapesDiffer, NothingFlows,
        UnknownOutput, AuxiliaryDiffers, FeaturesExpected,
        UnevenGroups, NothingLeft, KernelSize,
        EvenWindow, SoftmaxTwice,
        BiasBeforeNormalization,
        UnknownFile, CircularImport, ImportedTwice, BrokenImport,
        CircularExtension, UnknownReplaced, ReplacedTwice, MisplacedReplace, NotInExtension, LabelsNeeded,
        UnknownLayer, BackwardRange, RuleTwice, LearnsNothing, FactorOfNothing,
        SigmoidTwice,
        UnreadLayer, UnseenPixels, WindowWiderThanInput,
        LoadBehindStage, NothingToLeaveOut, NothingLoaded,
        MomentumTooLate,
        NoPart, OutputPretrained, NothingToPretrain, VisibleOutOfRange, CrossEntropyOutOfRange, NoBoltzmannMachine,
        NotContracted, SparsityOutOfRange, NoDecoder, NotTied, UnpoolingNotStated, NothingToUnpool,
        PretrainedTwice, PretrainedTooLate, PretrainedBehindFineTuning, AllFrozen, FrozenThenPretrained, RuleOfFrozen,
        SaltOutOfRange,
        DirectAnyway,
        NameTooLong, HiddenByNamespace, NamedAsNamespace,
    ];

    private static DiagnosticDescriptor Error(int number, string title, string format) =>
        new($"NET{number:D4}", title, format, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(int number, string title, string format) =>
        new($"NET{number:D4}", title, format, DiagnosticSeverity.Warning);
}
