package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/elastic/go-elasticsearch/v9"
)

const body = `{
  "query": "FROM a // ` + "`" + `x` + "`" + `",
  "params": [
    {
      "n": 9007199254740993
    },
    {
      "s": "a\r\n\u0000\"'\\` + "`" + `${1}😀</script>"
    }
  ]
}`

func main() {
	client, err := elasticsearch.NewClient(elasticsearch.Config{
		Addresses: []string{os.Getenv("ELASTICSEARCH_URL")},
		APIKey:    os.Getenv("ELASTICSEARCH_API_KEY"),
	})
	if err != nil {
		log.Fatal(err)
	}
	answer := ask(client, "POST", "/_query/async", body)
	for id := running(answer); id != ""; id = running(answer) {
		answer = ask(client, "GET", "/_query/async/"+url.PathEscape(id)+"?wait_for_completion_timeout=30s", "")
	}
	fmt.Println(string(answer))
}

func ask(client *elasticsearch.Client, method, path, body string) []byte {
	request, err := http.NewRequest(method, path, strings.NewReader(body))
	if err != nil {
		log.Fatal(err)
	}
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := client.Perform(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	if response.StatusCode >= 300 {
		log.Fatal(response.Status, " ", string(answer))
	}
	return answer
}

// running gives the id of a query that goes on, or nothing.
func running(answer []byte) string {
	var head struct {
		ID        string `json:"id"`
		IsRunning bool   `json:"is_running"`
	}
	if err := json.Unmarshal(answer, &head); err != nil {
		log.Fatal(err)
	}
	if !head.IsRunning {
		return ""
	}
	return head.ID
}
