-- Opens a story and a configuration in Neovim, types, and looks at what is shown; run by run.sh with the server in $COPYDESK.
local folder = os.getenv("FOLDER")

local function fail(words)
  io.stderr:write("neovim: " .. words .. "\n")
  vim.cmd("cquit 1")
end

local function wait_for(what, holds)
  if not vim.wait(60000, holds, 50) then
    fail("waited in vain for " .. what .. ": " .. vim.inspect(vim.diagnostic.get()))
  end
end

local function has(buffer, code)
  for _, found in ipairs(vim.diagnostic.get(buffer)) do
    if found.code == code or (found.user_data and found.user_data.lsp and found.user_data.lsp.code == code) then
      return true
    end
  end
  return false
end

local client = vim.lsp.start_client({ name = "copydesk", cmd = { os.getenv("COPYDESK"), "lsp" }, root_dir = folder })

-- A finding shows, goes when its words go, and comes back with them, before anything is saved.
vim.cmd("edit " .. folder .. "/draft.md")
local draft = vim.api.nvim_get_current_buf()
vim.lsp.buf_attach_client(draft, client)
wait_for("the finding", function() return has(draft, "copy/placeholder") end)
vim.api.nvim_buf_set_lines(draft, 2, 3, false, { "🚢 The ferry leaves at six." })
wait_for("no finding", function() return not has(draft, "copy/placeholder") end)
vim.api.nvim_buf_set_lines(draft, 2, 3, false, { "🚢 The ferry leaves at TK." })
wait_for("the finding again", function() return has(draft, "copy/placeholder") end)

local function ask(method, params)
  local answer = vim.lsp.buf_request_sync(draft, method, params, 60000)
  local result = answer and answer[client] and answer[client].result
  if not result then fail("no answer to " .. method .. ": " .. vim.inspect(answer)) end
  return result
end

local place = { line = 2, character = 24 }
local document = vim.lsp.util.make_text_document_params(draft)
local hover = ask("textDocument/hover", { textDocument = document, position = place })
if not hover.contents.value:find("copy/placeholder", 1, true) then fail("the hover is " .. vim.inspect(hover)) end

-- An action that Neovim applies by itself: the stet lets the finding stand.
local range = { start = place, ["end"] = place }
local actions = ask("textDocument/codeAction", { textDocument = document, range = range, context = { diagnostics = {} } })
local stet
for _, action in ipairs(actions) do
  if action.title:find("stand here", 1, true) then stet = action end
end
if not stet then fail("there is no stet among " .. vim.inspect(actions)) end
vim.lsp.util.apply_workspace_edit(stet.edit, "utf-16")
wait_for("the stet", function() return not has(draft, "copy/placeholder") end)
if not vim.api.nvim_buf_get_lines(draft, 2, 3, false)[1]:find("stet copy/placeholder", 1, true) then
  fail("the stet is not in the story")
end

-- The configuration is checked too.
vim.cmd("edit " .. folder .. "/copydesk.toml")
local configuration = vim.api.nvim_get_current_buf()
vim.lsp.buf_attach_client(configuration, client)
vim.api.nvim_buf_set_lines(configuration, 0, -1, false, { 'fail-on = "sometimes"' })
wait_for("the fault", function() return #vim.diagnostic.get(configuration) == 1 end)

vim.lsp.stop_client(client)
io.stderr:write("neovim: all as expected\n")
vim.cmd("qall!")
