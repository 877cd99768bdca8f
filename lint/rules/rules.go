package rules

import "github.com/ssmkit/ssmkit/lint"

// All are the rules in the order in which they are documented: the form of the
// file, the document, references, calls of AWS APIs.
func All() []lint.Rule {
	return []lint.Rule{
		syntax,
		duplicateKey,
		unquotedReference,
		multipleDocuments,
		tooLarge,
		badAlias,
		badKey,
		notADocument,
		bareSteps,
		uncheckedKind,
		unquotedVersion,
		assumeRole,
		clearTextSecret,

		badIgnore,
		unusedIgnore,

		unknownKey,
		missingKey,
		valueType,
		unknownValue,
		malformedValue,
		outOfRange,

		parameterDefaultType,
		defaultNotAllowed,
		allowedValuesType,
		badPattern,
		contradictoryLimits,
		ignoredAttribute,
		unusedParameter,
		unusedVariable,

		unknownAction,
		missingAlternative,
		exclusiveInputs,
		incompleteInputs,
		referenceTypeMismatch,
		variableValue,
		approvalCount,
		malformedARN,
		taggedResources,

		outputType,

		unknownRuntime,
		runtimeEndOfLife,
		scriptSyntax,
		scriptHandler,
		handlerArguments,
		eventNotPassed,
		scriptOutput,
		missingAttachment,
		unusedFile,
		unknownPlugin,
		unsupportedPlugin,
		badPrecondition,
		platformMismatch,
		misplacedOnFailure,
		earlyFinallyStep,
		scriptTimeout,
		shellInjection,
		shellSyntax,
		sessionParts,

		undeclaredReference,
		malformedReference,
		misplacedReference,
		bareReference,
		embeddedValue,
		documentOutput,

		duplicateStep,
		missingStep,
		endlessFlow,
		unreachableStep,
		endAndNext,
		onCancelTarget,
		jumpIntoLoop,
		outputBeforeStep,

		malformedCondition,
		conditionType,
		duplicateChoice,

		loopValue,
		loopIterators,
		nestedLoop,

		malformedTime,
		longSleep,
		timeoutTooLong,

		unknownService,
		unknownOperation,
		unknownAPIParameter,
		missingAPIParameter,
		apiParameterType,
		apiEnumValue,
		unknownFilter,
		selectorSyntax,
		selectorNoMatch,
		selectorType,
		mixedUpAPIs,
	}
}
