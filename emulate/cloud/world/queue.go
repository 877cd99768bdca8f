package world

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// queues are those of SQS by their URLs. The API has no description of one: its
// attributes, which are texts, and its tags are aspects.
var queues = kind{
	service: "sqs", shape: "CreateQueueResult", id: "QueueUrl",
	notFound: func(string) error {
		return refuse("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.")
	},
}

// The aspects of a queue.
const (
	queueAttributes = "Attributes"
	queueTags       = "Tags"
)

func queueOperation(name string) operation {
	switch name {
	case "CreateQueue":
		return (*World).createQueue
	case "GetQueueUrl":
		return (*World).getQueueURL
	case "ListQueues":
		return (*World).listQueues
	case "GetQueueAttributes":
		return (*World).getQueueAttributes
	case "SetQueueAttributes":
		return (*World).setQueueAttributes
	case "TagQueue", "UntagQueue", "ListQueueTags":
		return (*World).tagQueue
	case "DeleteQueue":
		return (*World).deleteQueue
	}
	return nil
}

func (w *World) queueURL(name string) string {
	return "https://sqs." + w.config.Region + ".amazonaws.com/" + w.config.Account + "/" + name
}

// aspect is an aspect of a resource that is an object, made when it is not there.
func (i *item) aspect(name string) *value.Object {
	o, ok := i.aspects[name].(*value.Object)
	if !ok {
		o = value.New()
		i.aspects[name] = o
	}
	return o
}

// newQueueAttributes are those of a queue of which nothing else was said.
func (w *World) newQueueAttributes(name string) *value.Object {
	now := fmt.Sprint(w.now().Unix())
	return value.New(
		"QueueArn", w.regionalARN("sqs", name),
		"ApproximateNumberOfMessages", "0",
		"ApproximateNumberOfMessagesNotVisible", "0",
		"ApproximateNumberOfMessagesDelayed", "0",
		"CreatedTimestamp", now,
		"LastModifiedTimestamp", now,
		"VisibilityTimeout", "30",
		"MaximumMessageSize", "262144",
		"MessageRetentionPeriod", "345600",
		"DelaySeconds", "0",
		"ReceiveMessageWaitTimeSeconds", "0",
		"SqsManagedSseEnabled", "true",
	)
}

func (w *World) createQueue(req cloud.Request) (*value.Object, error) {
	name := given(req, "QueueName")
	url := w.queueURL(name)
	attributes, _ := parameter(req, "Attributes").(*value.Object)
	if q, ok := w.of(&queues).get(url); ok {
		for key, v := range attributes.All() {
			if has, _ := q.aspect(queueAttributes).Get(key); has != v {
				return nil, refuse("QueueAlreadyExists", fmt.Sprintf("A queue already exists with the same name and a different value for attribute %s", key))
			}
		}
		return value.New("QueueUrl", url), nil
	}
	q := w.add(&queues, value.New("QueueUrl", url))
	q.aspects[queueAttributes] = w.newQueueAttributes(name)
	for key, v := range attributes.All() {
		q.aspect(queueAttributes).Set(key, v)
	}
	if tags, ok := parameter(req, "tags").(*value.Object); ok {
		q.aspects[queueTags] = value.Clone(tags)
	}
	return value.New("QueueUrl", url), nil
}

func (w *World) getQueueURL(req cloud.Request) (*value.Object, error) {
	q, err := w.one(&queues, w.queueURL(given(req, "QueueName")))
	if err != nil {
		return nil, err
	}
	return value.New("QueueUrl", q.id), nil
}

func (w *World) listQueues(req cloud.Request) (*value.Object, error) {
	if err := w.unpeopled(w.of(&queues).ever()); err != nil {
		return nil, err
	}
	page, err := newPage(req, pageRules{badToken: refuse("InvalidParameterValue", "Invalid or expired next token.")})
	if err != nil {
		return nil, err
	}
	urls := []any{}
	for _, q := range w.all(&queues) {
		if strings.HasPrefix(q.id[strings.LastIndex(q.id, "/")+1:], given(req, "QueueNamePrefix")) {
			urls = append(urls, q.id)
		}
	}
	return page.answer("QueueUrls", urls), nil
}

func (w *World) getQueueAttributes(req cloud.Request) (*value.Object, error) {
	q, err := w.one(&queues, given(req, "QueueUrl"))
	if err != nil {
		return nil, err
	}
	attributes := value.New()
	if q.adopted {
		if invented := w.invent(req, []string{"Attributes"}); invented != nil {
			attributes = invented
		}
	}
	asked := texts(parameter(req, "AttributeNames"))
	for name, v := range q.aspect(queueAttributes).All() {
		if slices.Contains(asked, "All") || slices.Contains(asked, name) {
			attributes.Set(name, v)
		}
	}
	if attributes.Len() == 0 {
		return value.New(), nil
	}
	return value.New("Attributes", attributes), nil
}

func (w *World) setQueueAttributes(req cloud.Request) (*value.Object, error) {
	q, err := w.needed(&queues, given(req, "QueueUrl"))
	if err != nil {
		return nil, err
	}
	given, _ := parameter(req, "Attributes").(*value.Object)
	for name, v := range given.All() {
		// SQS shows True as true.
		if text, ok := v.(string); ok && (strings.EqualFold(text, "true") || strings.EqualFold(text, "false")) {
			v = strings.ToLower(text)
		}
		q.aspect(queueAttributes).Set(name, v)
		// A queue is encrypted in one of two ways.
		if name == "KmsMasterKeyId" && v != "" {
			q.aspect(queueAttributes).Set("SqsManagedSseEnabled", "false")
		}
		// What is empty is no more.
		if v == "" {
			q.aspect(queueAttributes).Delete(name)
		}
	}
	return value.New(), nil
}

func (w *World) tagQueue(req cloud.Request) (*value.Object, error) {
	find := w.needed
	if req.Operation == "ListQueueTags" {
		find = w.one
	}
	q, err := find(&queues, given(req, "QueueUrl"))
	if err != nil {
		return nil, err
	}
	tags := q.aspect(queueTags)
	switch req.Operation {
	case "TagQueue":
		given, _ := parameter(req, "Tags").(*value.Object)
		for key, v := range given.All() {
			tags.Set(key, v)
		}
	case "UntagQueue":
		for _, key := range texts(parameter(req, "TagKeys")) {
			tags.Delete(key)
		}
	case "ListQueueTags":
		if tags.Len() > 0 {
			return value.New("Tags", value.Clone(tags)), nil
		}
	}
	return value.New(), nil
}

func (w *World) deleteQueue(req cloud.Request) (*value.Object, error) {
	q, err := w.needed(&queues, given(req, "QueueUrl"))
	if err != nil {
		return nil, err
	}
	w.remove(&queues, q)
	return value.New(), nil
}
